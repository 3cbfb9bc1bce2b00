package org.khue.cloud.platform.vault;

import java.util.List;

/// What a backup must not hold, so that erasing somebody reaches every backup ever made.
public final class LeftOut {
  /// The wrapped keys: backed up apart from the data, and always in their newest state alone, each
  /// backup replacing the one before.
  public static final String KEYS = "platform.vault_key";

  /// All tables that a backup of the data leaves out: the keys, the tables that show sealed rows in
  /// the clear, and the copies of records that imports keep for undoing. A restore leaves those
  /// empty; the [Rebuild] beans fill what is shown, and imports from before cannot be undone.
  public static final List<String> TABLES =
      List.of(
          KEYS,
          "people.person_clear",
          "people.identifier_clear",
          "platform.import_file",
          "platform.import_row");

  private LeftOut() {}
}
