package org.khue.cloud.platform.imports;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.khue.cloud.TestCloud;

/// A list of pupils in a table of its own, to try the engine on.
final class SamplePupils implements Target {
  static final List<Column> COLUMNS =
      List.of(
          Column.required(
              "code",
              "import.notes-column",
              new Kind.Identifier(Pattern.compile("HS\\d{6}"), 0),
              "HS000001"),
          Column.required("name", "imports.file", new Kind.Words(60), "Nguyễn Thị Mẫu"),
          Column.required(
              "birth-date",
              "imports.when",
              new Kind.Day(LocalDate.of(2000, 1, 1), LocalDate.of(2022, 12, 31)),
              "05/09/2014"),
          Column.required(
              "sex",
              "imports.by",
              new Kind.Choice(
                  List.of(
                      new Kind.Option("MALE", "import.new"),
                      new Kind.Option("FEMALE", "import.changed"))),
              "Mới"),
          Column.optional(
              "number",
              "imports.rows",
              new Kind.Identifier(Pattern.compile("0\\d{11}"), 12),
              "001214000001"),
          Column.optional("class", "imports.list", new Kind.Reference(20), "6A1"),
          Column.optional(
              "height",
              "imports.state",
              new Kind.Decimal(new BigDecimal(50), new BigDecimal(220), 1),
              "135,5"));

  static final Set<String> CLASSES = Set.of("6A1", "6A2", "7A1", "8A3", "9B");

  static ImportList list() {
    return ImportList.single(
        "sample", "imports.title", "imports.sentence", "people.write", COLUMNS, new SamplePupils());
  }

  static void makeTable(TestCloud cloud) {
    cloud.execute(
        "CREATE TABLE platform.sample_pupil (code text PRIMARY KEY, name text NOT NULL,"
            + " birth_date text NOT NULL, sex text NOT NULL, number text, class text, height text,"
            + " version bigint NOT NULL DEFAULT 1)");
  }

  /// One hash over all rows.
  static String hash(TestCloud cloud) {
    return String.valueOf(
        cloud
            .rows(
                "SELECT md5(string_agg(md5(p::text), ',' ORDER BY code)) FROM"
                    + " platform.sample_pupil p")
            .getFirst()
            .getFirst());
  }

  @Override
  public Optional<Key> key(ImportRow row) {
    return row.text("code").map(code -> new Key("code", code));
  }

  @Override
  public List<Finding> find(Scene scene, List<ImportRow> rows) throws SQLException {
    Map<String, Finding.Present> present = new HashMap<>();
    String[] codes = rows.stream().map(row -> row.required("code")).toArray(String[]::new);
    try (PreparedStatement statement =
        scene
            .transaction()
            .prepareStatement("SELECT * FROM platform.sample_pupil WHERE code = ANY (?)")) {
      statement.setArray(1, scene.transaction().createArrayOf("text", codes));
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          Map<String, String> values = new HashMap<>();
          values.put("code", row.getString("code"));
          values.put("name", row.getString("name"));
          values.put("birth-date", row.getString("birth_date"));
          values.put("sex", row.getString("sex"));
          putIfSet(values, "number", row.getString("number"));
          putIfSet(values, "class", row.getString("class"));
          putIfSet(values, "height", row.getString("height"));
          String code = row.getString("code");
          present.put(code, new Finding.Present(code, row.getString("version"), values));
        }
      }
    }
    return rows.stream()
        .map(
            row -> new Finding(Optional.ofNullable(present.get(row.required("code"))), faults(row)))
        .toList();
  }

  private static void putIfSet(Map<String, String> values, String key, @Nullable String value) {
    if (value != null) {
      values.put(key, value);
    }
  }

  private static List<CellFault> faults(ImportRow row) {
    List<CellFault> faults = new ArrayList<>();
    row.text("class")
        .filter(name -> !CLASSES.contains(name))
        .ifPresent(name ->
            faults.add(
                CellFault.wrong("class", Message.of("import.cell-identifier", "value", name))));
    return faults;
  }

  @Override
  public Written insert(Scene scene, ImportRow row) throws SQLException {
    write(
        scene.transaction(),
        "INSERT INTO platform.sample_pupil (name, birth_date, sex, number, class, height, code)"
            + " VALUES (?, ?, ?, ?, ?, ?, ?)",
        row.required("name"),
        row.required("birth-date"),
        row.required("sex"),
        row.text("number").orElse(null),
        row.text("class").orElse(null),
        row.text("height").orElse(null),
        row.required("code"));
    return new Written(row.required("code"), "1", null);
  }

  @Override
  public Written update(Scene scene, ImportRow row, Finding.Present present) throws SQLException {
    String before =
        one(
            scene.transaction(),
            "SELECT to_jsonb(p)::text FROM platform.sample_pupil p WHERE code = ?",
            present.id());
    write(
        scene.transaction(),
        "UPDATE platform.sample_pupil SET name = coalesce(?, name), birth_date = coalesce(?,"
            + " birth_date), sex = coalesce(?, sex), number = coalesce(?, number), class ="
            + " coalesce(?, class), height = coalesce(?, height), version = version + 1 WHERE code"
            + " = ?",
        row.text("name").orElse(null),
        row.text("birth-date").orElse(null),
        row.text("sex").orElse(null),
        row.text("number").orElse(null),
        row.text("class").orElse(null),
        row.text("height").orElse(null),
        present.id());
    return new Written(present.id(), String.valueOf(Long.parseLong(present.version()) + 1), before);
  }

  @Override
  public Undone undo(Scene scene, Written written) throws SQLException {
    int done =
        write(
            scene.transaction(),
            "DELETE FROM platform.sample_pupil WHERE code = ? AND version = ?::bigint",
            written.id(),
            written.version());
    if (done == 0) {
      return Undone.CHANGED_SINCE;
    }
    if (written.before() != null) {
      write(
          scene.transaction(),
          "INSERT INTO platform.sample_pupil SELECT * FROM"
              + " jsonb_populate_record(NULL::platform.sample_pupil, ?::jsonb)",
          written.before());
    }
    return Undone.RESTORED;
  }

  private static String one(Connection transaction, String sql, String id) throws SQLException {
    try (PreparedStatement statement = transaction.prepareStatement(sql)) {
      statement.setString(1, id);
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return row.getString(1);
      }
    }
  }

  private static int write(Connection transaction, String sql, @Nullable String... values)
      throws SQLException {
    try (PreparedStatement statement = transaction.prepareStatement(sql)) {
      for (int i = 0; i < values.length; i++) {
        statement.setString(i + 1, values[i]);
      }
      return statement.executeUpdate();
    }
  }
}
