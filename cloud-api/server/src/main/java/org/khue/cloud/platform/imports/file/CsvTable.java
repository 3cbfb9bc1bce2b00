package org.khue.cloud.platform.imports.file;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.khue.cloud.platform.imports.Message;

/// A CSV file (RFC 4180), separated by commas, semicolons or tabs.
public final class CsvTable implements SourceTable {
  private static final List<Character> SEPARATORS = List.of(',', ';', '\t');
  private static final int LOOKED_AT = 64 * 1024;

  private final CloseableIterator<CsvRecord> records;
  private int number;

  private CsvTable(String text, char separator) {
    records =
        CsvReader.builder()
            .fieldSeparator(separator)
            .skipEmptyLines(false)
            .allowUnclosedQuote(false)
            .maxBufferSize(4 * 1024 * 1024)
            .ofCsvRecord(text)
            .iterator();
  }

  /// @param text without a byte order mark
  public static CsvTable of(String text) {
    return new CsvTable(text, separator(text));
  }

  /// A file whose separator is given by its format.
  public static CsvTable of(String text, char separator) {
    return new CsvTable(text, separator);
  }

  @Override
  public boolean hasNext() {
    try {
      return records.hasNext();
    } catch (CsvParseException | UncheckedIOException e) {
      throw broken();
    }
  }

  @Override
  public RawRow next() {
    try {
      CsvRecord record = records.next();
      number++;
      return new RawRow(
          number,
          record.getFields().stream()
              .limit(MOST_COLUMNS)
              .map(field ->
                  RawCell.text(
                      field.length() > LONGEST_CELL ? field.substring(0, LONGEST_CELL + 1) : field))
              .toList());
    } catch (CsvParseException | UncheckedIOException e) {
      throw broken();
    }
  }

  private UnreadableException broken() {
    return new UnreadableException(Message.of("import.file-csv-broken", "row", number + 1));
  }

  @Override
  public void close() throws IOException {
    records.close();
  }

  /// The separator that stands most often outside quotes in the first lines.
  static char separator(String text) {
    int[] counts = new int[SEPARATORS.size()];
    boolean quoted = false;
    int end = Math.min(text.length(), LOOKED_AT);
    for (int i = 0; i < end; i++) {
      char c = text.charAt(i);
      if (c == '"') {
        quoted = !quoted;
      } else if (!quoted && SEPARATORS.contains(c)) {
        counts[SEPARATORS.indexOf(c)]++;
      }
    }
    int best = 0;
    for (int i = 1; i < counts.length; i++) {
      if (counts[i] > counts[best]) {
        best = i;
      }
    }
    return SEPARATORS.get(best);
  }
}
