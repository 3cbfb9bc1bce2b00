package org.khue.cloud.platform.imports;

import java.util.Locale;

/// How far an import has come.
public enum RunState {
  /// The dry run is under way.
  CHECKING,
  /// The file cannot be read; its notices say why.
  REFUSED,
  /// The program ended during the dry run; it can be run again.
  INTERRUPTED,
  /// The dry run is done; nothing has been written.
  CHECKED,
  APPLYING,
  APPLIED,
  UNDOING,
  /// Taken back, but for the rows that are counted as left.
  UNDONE;

  /// As in the database.
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  static RunState ofCode(String code) {
    return valueOf(code.toUpperCase(Locale.ROOT));
  }

  /// Whether something is under way.
  public boolean isBusy() {
    return this == CHECKING || this == APPLYING || this == UNDOING;
  }
}
