package org.khue.cloud.platform.imports;

/// What is wrong in one cell. The message may use the arguments `column`, `allowed` and `example`,
/// which are filled in when it is shown.
///
/// @param column key; empty when the whole row is meant
/// @param blocking false for a warning, with which the row can be applied
public record CellFault(String column, boolean blocking, Message message) {

  /// A fault that keeps the row from being applied.
  public static CellFault wrong(String column, Message message) {
    return new CellFault(column, true, message);
  }

  /// Something that a person should look at.
  public static CellFault warning(String column, Message message) {
    return new CellFault(column, false, message);
  }
}
