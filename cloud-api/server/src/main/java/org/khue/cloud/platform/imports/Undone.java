package org.khue.cloud.platform.imports;

/// What became of taking a [Written] record back.
public enum Undone {
  /// It is as it was before the import, or gone when it was new.
  RESTORED,
  /// Somebody has changed it since; it stays.
  CHANGED_SINCE,
  /// Other records refer to it by now; it stays.
  IN_USE
}
