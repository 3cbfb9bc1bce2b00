package org.khue.cloud.platform.imports;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.khue.cloud.platform.imports.file.RawCell;
import org.khue.web.i18n.Messages;

class CellReaderTest {
  private static final Labels LABELS =
      new Labels(
          Messages.load(
              CellReaderTest.class.getClassLoader(),
              List.of("org/khue/cloud/platform/imports/texts")));
  private static final CellReader CELLS = new CellReader(LABELS);
  private static final Kind DAY = new Kind.Day(LocalDate.of(1900, 1, 1), LocalDate.of(2030, 1, 1));
  private static final Kind NUMBER =
      new Kind.Decimal(new BigDecimal(-10), new BigDecimal(9_999_999), 2);
  private static final Kind COUNT = new Kind.Decimal(BigDecimal.ZERO, new BigDecimal(9_999_999), 0);
  private static final Kind CODE = new Kind.Identifier(Pattern.compile("\\d{12}"), 12);
  private static final Kind CHOICE =
      new Kind.Choice(
          List.of(
              new Kind.Option("NEW", "import.new"), new Kind.Option("CHANGED", "import.changed")));

  /// The canonical text, or the key of what is wrong.
  private static String read(Kind kind, String text, RawCell.Type type) {
    Column column = Column.optional("c", "import.cell", kind, "");
    CellReader.Reading reading = CELLS.read(column, new RawCell(text, type));
    return reading.value().orElseGet(() -> reading.faults().getFirst().message().key());
  }

  @ParameterizedTest
  @CsvSource({
    "05/09/2014,TEXT,2014-09-05",
    "5/9/2014,TEXT,2014-09-05",
    "5.9.2014,TEXT,2014-09-05",
    "5-9-2014,TEXT,2014-09-05",
    "2014-09-05,TEXT,2014-09-05",
    "2014-09-05,DATE,2014-09-05",
    "29/02/2016,TEXT,2016-02-29",
    "41887,NUMBER,2014-09-05",
    "41887,TEXT,import.cell-date",
    "2014,NUMBER,import.cell-date",
    "29/02/2015,TEXT,import.cell-date",
    "09/13/2014,TEXT,import.cell-date",
    "05/09/14,TEXT,import.cell-date",
    "05/09/1850,TEXT,import.cell-date-range"
  })
  void datesAreReadAsPeopleAndSpreadsheetsWriteThem(String text, RawCell.Type type, String read) {
    assertEquals(read, read(DAY, text, type));
  }

  @ParameterizedTest
  @CsvSource({
    "'7,5',7.5",
    "7.5,7.5",
    "'1.234,5',1234.5",
    "-3,-3",
    "0,0",
    "007,7",
    "'1 234',1234",
    "'7,555',import.cell-decimals",
    "abc,import.cell-number",
    "-11,import.cell-range"
  })
  void numbersMayHaveADecimalComma(String text, String read) {
    assertEquals(read, read(NUMBER, text, RawCell.Type.TEXT));
  }

  @ParameterizedTest
  @CsvSource({"1.234,1234", "1.234.567,1234567", "12.34,import.cell-decimals"})
  void pointsGroupTheDigitsOfWholeNumbers(String text, String read) {
    assertEquals(read, read(COUNT, text, RawCell.Type.TEXT));
  }

  @ParameterizedTest
  @CsvSource({
    "001214000001,TEXT,001214000001",
    "001 214 000 001,TEXT,001214000001",
    "1214000001,NUMBER,001214000001",
    "1214000001,TEXT,import.cell-digits",
    "0012140000011,TEXT,import.cell-identifier"
  })
  void zerosThatASpreadsheetDroppedComeBack(String text, RawCell.Type type, String read) {
    assertEquals(read, read(CODE, text, type));
  }

  @ParameterizedTest
  @CsvSource({"Mới,NEW", "moi,NEW", "NEW,NEW", "thay đổi,CHANGED", "x,import.cell-choice"})
  void choicesAreKnownByCodeAndLabelInEitherLanguage(String text, String read) {
    assertEquals(read, read(CHOICE, text, RawCell.Type.TEXT));
  }

  @Test
  void headingsAreKnownInEitherLanguageWhateverTheirDiacritics() {
    Column column = Column.required("birth-date", "import.differences", DAY, "");
    assertTrue(LABELS.isHeading(column, "Thay đổi so với hiện nay *"));
    assertTrue(LABELS.isHeading(column, "THAY DOI SO VOI HIEN NAY"));
    assertTrue(LABELS.isHeading(column, "differences from now"));
    assertTrue(LABELS.isHeading(column, "birth-date"));
  }

  @Test
  void aFormulaWithoutAValueIsAFault() {
    assertEquals("import.cell-formula-error", read(DAY, "#REF!", RawCell.Type.ERROR));
  }
}
