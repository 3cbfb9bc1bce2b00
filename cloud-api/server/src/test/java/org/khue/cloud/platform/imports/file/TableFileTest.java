package org.khue.cloud.platform.imports.file;

import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.ibm.icu.text.Normalizer2;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TableFileTest {
  private static final String NAMES =
      "Mã;Họ và tên\r\nHS1;Đặng Thị Ước\r\nHS2;\"Lê; Văn Dũng\"\r\n";

  private static List<RawRow> read(byte[] content) {
    List<RawRow> rows = new ArrayList<>();
    try (SourceTable table = TableFile.open(content, FileKind.of(content)).table()) {
      table.forEachRemaining(rows::add);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return rows;
  }

  private static String problem(byte[] content) {
    return assertThrows(UnreadableException.class, () -> read(content)).problem().key();
  }

  private static byte[] joined(byte[] first, byte[] second) {
    byte[] all = new byte[first.length + second.length];
    System.arraycopy(first, 0, all, 0, first.length);
    System.arraycopy(second, 0, all, first.length, second.length);
    return all;
  }

  private static void assertNames(byte[] content) {
    List<RawRow> rows = read(content);
    assertEquals("Họ và tên", rows.get(0).cell(1).text());
    assertEquals("Đặng Thị Ước", rows.get(1).cell(1).text());
    assertEquals("Lê; Văn Dũng", rows.get(2).cell(1).text());
    assertEquals(3, rows.get(2).number());
  }

  @Test
  void unicodeIsReadWithAndWithoutItsMark() {
    assertNames(NAMES.getBytes(UTF_8));
    assertNames(("\uFEFF" + NAMES).getBytes(UTF_8));
    assertNames(("\uFEFF" + NAMES).getBytes(UTF_16LE));
    assertNames(("\uFEFF" + NAMES).getBytes(UTF_16BE));
    assertNames(NAMES.getBytes(UTF_16LE));
  }

  @Test
  void windows1258IsReadAndSaidToBeAGuess() {
    // The code page has the vowels whole and the tones apart.
    String apart = tonesApart("Họ và tên;Đặng Thị Ước");
    byte[] content = apart.getBytes(Charset.forName("windows-1258"));
    Encodings.Decoded decoded = Encodings.decode(content);
    assertTrue(decoded.guessed());
    assertEquals("Họ và tên;Đặng Thị Ước", Clean.text(decoded.text()));
  }

  private static String tonesApart(String text) {
    StringBuilder out = new StringBuilder();
    for (char c : text.toCharArray()) {
      String parts = Normalizer2.getNFDInstance().normalize(String.valueOf(c));
      String tones = parts.replaceAll("[^\u0300\u0301\u0303\u0309\u0323]", "");
      String rest = parts.replaceAll("[\u0300\u0301\u0303\u0309\u0323]", "");
      out.append(Normalizer2.getNFCInstance().normalize(rest)).append(tones);
    }
    return out.toString();
  }

  @Test
  void theCodesOfOldFontsAreRefused() {
    byte[] tcvn3 = {'N', 'g', 'u', 'y', (byte) 0xd4, (byte) 0xbf, 'n', ';', (byte) 0xb5};
    assertEquals("import.file-encoding", problem(tcvn3));
    byte[] vni = {'N', 'g', 'u', 'y', 'e', (byte) 0xe3, 'n', ' ', 'H', 'o', 'a', (byte) 0xf8};
    assertEquals("import.file-encoding", problem(vni));
  }

  @ParameterizedTest
  @CsvSource({"','", "';'", "'\t'"})
  void theSeparatorIsSeen(char separator) {
    String content = "\"a,;\tb\"" + separator + "c\n1" + separator + "2\n";
    List<RawRow> rows = read(content.getBytes(UTF_8));
    assertEquals(List.of("a,;\tb", "c"), rows.get(0).cells().stream().map(RawCell::text).toList());
    assertEquals("2", rows.get(1).cell(1).text());
    assertEquals("", rows.get(1).cell(2).text());
  }

  @Test
  void aQuotationMarkThatNeverClosesIsToldWithItsRow() {
    String content = "a,b\n1,\"2\n" + "3,4\n".repeat(2_000_000);
    assertEquals("import.file-csv-broken", problem(content.getBytes(UTF_8)));
  }

  @Test
  void aSpreadsheetGivesItsDatesNumbersAndTexts() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (Workbook workbook = new Workbook(out, "test", "1.0")) {
      Worksheet sheet = workbook.newWorksheet("1");
      sheet.value(0, 0, "Ước");
      sheet.value(0, 1, LocalDate.of(2014, 9, 5));
      sheet.style(0, 1).format("dd/mm/yyyy").set();
      sheet.value(0, 2, 1_214_000_001L);
      sheet.value(0, 3, 7.5);
      sheet.formula(0, 4, "1+1");
      sheet.value(0, 5, true);
      sheet.value(4, 0, "=1+1");
    }
    List<RawRow> rows = read(out.toByteArray());
    RawRow first = rows.getFirst();
    assertEquals(RawCell.text("Ước"), first.cell(0));
    assertEquals(new RawCell("2014-09-05", RawCell.Type.DATE), first.cell(1));
    assertEquals(new RawCell("1214000001", RawCell.Type.NUMBER), first.cell(2));
    assertEquals(new RawCell("7.5", RawCell.Type.NUMBER), first.cell(3));
    assertFalse(first.cell(5).isBlank());
    assertEquals(5, rows.getLast().number());
    assertEquals(RawCell.text("=1+1"), rows.getLast().cell(0));
  }

  @Test
  void aZipThatGrowsWithoutEndIsRefused() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      zip.putNextEntry(new ZipEntry("xl/workbook.xml"));
      byte[] zeros = new byte[1024 * 1024];
      for (int i = 0; i < 300; i++) {
        zip.write(zeros);
      }
    }
    assertTrue(out.size() < 1024 * 1024, "the file is small: " + out.size());
    assertEquals("import.file-grows", problem(out.toByteArray()));
  }

  @Test
  void whatIsNoTableIsRefusedWithWhatToSendInstead() {
    assertEquals("import.file-empty", problem(new byte[0]));
    assertEquals("import.file-too-large", problem(new byte[FileKind.MOST_BYTES + 1]));
    assertEquals("import.file-no-table", problem("%PDF-1.7\n".getBytes(UTF_8)));
    assertEquals("import.file-no-table", problem("<html><table>".getBytes(UTF_8)));
    byte[] old = {(byte) 0xd0, (byte) 0xcf, 0x11, (byte) 0xe0, 1, 2};
    assertEquals("import.file-old-excel", problem(old));
    byte[] torn = joined(new byte[] {0x50, 0x4b, 0x03, 0x04}, new byte[200]);
    assertEquals("import.file-damaged", problem(torn));
  }

  @Test
  void whatNobodySeesIsTakenOut() {
    assertEquals("Đặng Thị Ước", Clean.text(" \uFEFFĐặng\u00A0 Thị\u200B Ước\u202E\t"));
    assertEquals("Ước", Clean.text("\u01afơ\u0301c"));
    assertEquals("=1", Clean.text("'=1"));
    assertEquals("'a", Clean.text("'a"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Nguyễn Văn А", "Trần Тhị B"})
  void lettersOfOtherAlphabetsBetweenLatinOnesAreSeen(String name) {
    assertTrue(Clean.cell(name).traces().contains(Clean.Trace.MIXED_SCRIPTS));
  }

  @Test
  void anEthBecomesTheVietnameseLetter() {
    Clean.Cleaned cleaned = Clean.cell("Ðặng Ðình ðức");
    assertEquals("Đặng Đình đức", cleaned.text());
    assertTrue(cleaned.traces().contains(Clean.Trace.ETH));
  }
}
