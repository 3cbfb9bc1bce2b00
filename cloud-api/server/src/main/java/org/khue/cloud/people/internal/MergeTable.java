package org.khue.cloud.people.internal;

/// The tables that hold rows of a person, and how a merge finds and puts back their rows.
enum MergeTable {
  PERSON(
      "person",
      "id",
      "id = ANY (?)",
      "id, sealed, merged_into, erased_at, simulated, version, created_at, changed_at"),
  MEMBERSHIP(
      "membership",
      "id",
      "person_id = ANY (?)",
      "id, person_id, unit_id, kind, class_id, decision, valid_from, valid_to, version"),
  IDENTIFIER(
      "identifier",
      "id",
      "person_id = ANY (?)",
      "id, person_id, scheme, sealed, valid_from, valid_to, version"),
  GUARDIAN(
      "guardian",
      "id",
      "person_id = ANY (?) OR guardian_id = ANY (?)",
      "id, person_id, guardian_id, relation, legal, contact_order, valid_from, valid_to, version"),
  CONSENT(
      "consent",
      "id",
      "person_id = ANY (?)",
      "id, person_id, purpose, text_version, given, by_person, channel, at, recorded_by, sealed"),
  VERIFICATION(
      "verification",
      "person_id",
      "person_id = ANY (?)",
      "person_id, state, fields, source, checked_at");

  private final String table;
  private final String key;
  private final String ofPersons;
  private final String columns;

  MergeTable(String table, String key, String ofPersons, String columns) {
    this.table = table;
    this.key = key;
    this.ofPersons = ofPersons;
    this.columns = columns;
  }

  /// Takes the persons as an array, once or twice: see [#parameters].
  String select() {
    return "SELECT " + key + ", to_jsonb(t) FROM people." + table + " t WHERE " + ofPersons;
  }

  int parameters() {
    return this == GUARDIAN ? 2 : 1;
  }

  /// Takes the key.
  String selectOne() {
    return "SELECT to_jsonb(t) FROM people." + table + " t WHERE " + key + " = ?";
  }

  /// Takes the row as JSON and the key.
  String update() {
    return "UPDATE people."
        + table
        + " SET ("
        + columns
        + ") = (SELECT "
        + columns
        + " FROM jsonb_populate_record(NULL::people."
        + table
        + ", ?::jsonb)) WHERE "
        + key
        + " = ?";
  }

  /// Takes the row as JSON.
  String insert() {
    return "INSERT INTO people."
        + table
        + " ("
        + columns
        + ") SELECT "
        + columns
        + " FROM jsonb_populate_record(NULL::people."
        + table
        + ", ?::jsonb)";
  }
}
