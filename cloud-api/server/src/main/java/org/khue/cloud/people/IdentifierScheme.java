package org.khue.cloud.people;

/// Who numbers people, and how.
public enum IdentifierScheme {
  /// The 12-digit personal identification number.
  NATIONAL,
  /// The student code of the education sector's database.
  STUDENT,
  /// A school's or the sector's code of its staff.
  STAFF,
  PASSPORT,
  /// A health insurance card's number.
  HEALTH_INSURANCE,
  /// A chip card's number, of which only a keyed hash is kept.
  CARD
}
