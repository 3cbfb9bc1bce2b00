package org.khue.cloud.platform.imports;

import java.util.Optional;

/// A column of an importable list.
///
/// @param key stable name, such as `birth-date`
/// @param labelKey key of its heading; a file may bear it in either language, or the key
/// @param example as a person would write it, for the template
/// @param check a rule beyond the kind's own
public record Column(
    String key, String labelKey, boolean required, Kind kind, String example, Check check) {

  /// A rule on a cell's canonical text.
  @FunctionalInterface
  public interface Check {
    /// What is wrong and what would be right; empty when nothing is.
    Optional<Message> fault(String canonical);
  }

  /// A column whose cells must be filled.
  public static Column required(String key, String labelKey, Kind kind, String example) {
    return new Column(key, labelKey, true, kind, example, canonical -> Optional.empty());
  }

  /// A column whose cells may be empty, or that may be missing altogether.
  public static Column optional(String key, String labelKey, Kind kind, String example) {
    return new Column(key, labelKey, false, kind, example, canonical -> Optional.empty());
  }

  /// The same column with a rule more.
  public Column checked(Check more) {
    return new Column(
        key,
        labelKey,
        required,
        kind,
        example,
        canonical -> check.fault(canonical).or(() -> more.fault(canonical)));
  }
}
