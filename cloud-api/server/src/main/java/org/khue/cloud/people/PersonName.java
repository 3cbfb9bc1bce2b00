package org.khue.cloud.people;

/// A Vietnamese name.
///
/// @param family family and middle names, such as `Nguyễn Thị`; empty for somebody with one name
/// @param given such as `Dũng`
public record PersonName(String family, String given) {

  /// The name as it is said and written: family name first.
  public String full() {
    return family.isEmpty() ? given : family + " " + given;
  }
}
