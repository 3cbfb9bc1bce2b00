package org.khue.cloud.platform.imports;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.khue.cloud.platform.imports.file.Clean;
import org.khue.cloud.platform.imports.file.RawCell;

/// Turns a cell into its column's canonical text, or says what is wrong in it.
final class CellReader {
  private static final Pattern SEPARATORS = Pattern.compile("[ .\\-]");
  private static final Pattern GROUPED = Pattern.compile("-?\\d{1,3}(\\.\\d{3})+");

  private final Labels labels;

  CellReader(Labels labels) {
    this.labels = labels;
  }

  /// A cell that was read.
  ///
  /// @param value empty when the cell is empty or wrong
  record Reading(Optional<String> value, List<CellFault> faults) {}

  Reading read(Column column, RawCell cell) {
    if (cell.type() == RawCell.Type.ERROR) {
      return wrong(column, Message.of("import.cell-formula-error", "value", cell.text()));
    }
    Clean.Cleaned cleaned = Clean.cell(cell.text());
    String text = cleaned.text();
    if (text.isEmpty()) {
      return column.required()
          ? wrong(column, Message.of("import.cell-required"))
          : new Reading(Optional.empty(), List.of());
    }
    Reading reading =
        switch (column.kind()) {
          case Kind.Words words -> words(column, text, words.longest());
          case Kind.Reference reference -> words(column, text, reference.longest());
          case Kind.Day day -> DayReader.read(column, day, text, cell.type());
          case Kind.Decimal decimal -> decimal(column, decimal, text);
          case Kind.Choice choice ->
              labels
                  .code(choice, text)
                  .map(code -> right(code))
                  .orElseGet(() -> wrong(column, Message.of("import.cell-choice", "value", text)));
          case Kind.Identifier identifier -> identifier(column, identifier, text, cell.type());
        };
    return withTraces(column, checked(column, reading), cleaned);
  }

  private static Reading checked(Column column, Reading reading) {
    Optional<Message> fault = reading.value().flatMap(column.check()::fault);
    return fault.isPresent() ? wrong(column, fault.get()) : reading;
  }

  private static Reading withTraces(Column column, Reading reading, Clean.Cleaned cleaned) {
    if (cleaned.traces().isEmpty()) {
      return reading;
    }
    List<CellFault> faults = new ArrayList<>(reading.faults());
    if (cleaned.traces().contains(Clean.Trace.ETH)) {
      faults.add(CellFault.warning(column.key(), Message.of("import.cell-eth")));
    }
    if (cleaned.traces().contains(Clean.Trace.MIXED_SCRIPTS)) {
      faults.add(
          CellFault.warning(
              column.key(),
              Message.of("import.cell-lookalike", "letters", foreign(cleaned.text()))));
    }
    return new Reading(reading.value(), faults);
  }

  private static String foreign(String text) {
    StringBuilder letters = new StringBuilder();
    text.codePoints()
        .filter(c ->
            Character.isLetter(c) && Character.UnicodeScript.of(c) != Character.UnicodeScript.LATIN)
        .distinct()
        .limit(10)
        .forEach(letters::appendCodePoint);
    return letters.toString();
  }

  private static Reading words(Column column, String text, int longest) {
    int length = text.codePointCount(0, text.length());
    return length > longest
        ? wrong(column, Message.of("import.cell-too-long", "length", length, "longest", longest))
        : right(text);
  }

  private static Reading decimal(Column column, Kind.Decimal kind, String text) {
    String bare = text.replace(" ", "");
    if (kind.decimals() == 0 && GROUPED.matcher(bare).matches()) {
      bare = bare.replace(".", "");
    } else if (bare.indexOf(',') >= 0) {
      bare = bare.replace(".", "").replace(',', '.');
    }
    if (!bare.matches("-?\\d{1,15}(\\.\\d{1,9})?")) {
      return wrong(column, Message.of("import.cell-number", "value", text));
    }
    BigDecimal number = new BigDecimal(bare);
    BigDecimal plain = number.signum() == 0 ? BigDecimal.ZERO : number.stripTrailingZeros();
    if (plain.scale() > kind.decimals()) {
      return wrong(column, Message.of("import.cell-decimals", "decimals", kind.decimals()));
    }
    if (number.compareTo(kind.least()) < 0 || number.compareTo(kind.most()) > 0) {
      return wrong(
          column,
          Message.of(
              "import.cell-range",
              "value",
              text,
              "least",
              kind.least().toPlainString(),
              "most",
              kind.most().toPlainString()));
    }
    return right(plain.toPlainString());
  }

  private static Reading identifier(
      Column column, Kind.Identifier kind, String text, RawCell.Type type) {
    String bare = SEPARATORS.matcher(text).replaceAll("");
    if (kind.digits() > 0 && bare.matches("\\d+") && bare.length() < kind.digits()) {
      String padded = "0".repeat(kind.digits() - bare.length()) + bare;
      if (type == RawCell.Type.NUMBER && kind.form().matcher(padded).matches()) {
        return new Reading(
            Optional.of(padded),
            List.of(
                CellFault.warning(
                    column.key(),
                    Message.of("import.cell-zeros", "value", text, "padded", padded))));
      }
      return wrong(
          column,
          Message.of("import.cell-digits", "length", bare.length(), "digits", kind.digits()));
    }
    return kind.form().matcher(bare).matches()
        ? right(bare)
        : wrong(column, Message.of("import.cell-identifier", "value", text));
  }

  static Reading right(String canonical) {
    return new Reading(Optional.of(canonical), List.of());
  }

  static Reading wrong(Column column, Message message) {
    return new Reading(Optional.empty(), List.of(CellFault.wrong(column.key(), message)));
  }
}
