package org.khue.gateway.journal.chaos;

/// What a careless journal would do. A run that does not catch it proves nothing.
public enum PlantedFault {
  /// Entries are confirmed first and synced with the next write.
  ACKNOWLEDGES_BEFORE_SYNC("acknowledges-before-sync"),
  /// New files and renames are never synced.
  FORGETS_DIRECTORY_SYNC("forgets-directory-sync"),
  /// A sync that failed is taken for a success.
  IGNORES_SYNC_ERRORS("ignores-sync-errors");

  private final String label;

  PlantedFault(String label) {
    this.label = label;
  }

  public String label() {
    return label;
  }
}
