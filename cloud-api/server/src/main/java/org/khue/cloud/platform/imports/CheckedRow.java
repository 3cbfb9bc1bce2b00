package org.khue.cloud.platform.imports;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What the dry run knows about a row, and later what applying and undoing did.
///
/// @param part position of its table in the list
/// @param cells canonical text by column
/// @param was canonical text now in the database, of the columns that change; an absent one is
///   empty there
/// @param target id of the record; null before a new one is written
/// @param version of the record: as the dry run met it, after applying as it was left
/// @param before see [Written]
/// @param undone code of the [Undone]; null before
record CheckedRow(
    int part,
    int number,
    Outcome outcome,
    Map<String, String> cells,
    Map<String, String> was,
    List<PlacedFault> faults,
    @Nullable String target,
    @Nullable String version,
    @Nullable String before,
    @Nullable Undone undone) {
  CheckedRow {
    cells = Map.copyOf(new TreeMap<>(cells));
    was = Map.copyOf(new TreeMap<>(was));
    faults = List.copyOf(faults);
  }

  /// What applying a row does.
  enum Outcome {
    NEW,
    CHANGED,
    UNCHANGED,
    WRONG;

    String code() {
      return name().toLowerCase(Locale.ROOT);
    }

    static Outcome ofCode(String code) {
      return valueOf(code.toUpperCase(Locale.ROOT));
    }
  }

  ImportRow row() {
    return new ImportRow(number, cells);
  }
}
