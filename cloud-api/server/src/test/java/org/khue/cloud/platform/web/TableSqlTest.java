package org.khue.cloud.platform.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import javax.sql.DataSource;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.khue.cloud.ActingAsSystem;
import org.khue.cloud.TestCloud;
import org.khue.web.Language;
import org.khue.web.i18n.Messages;
import org.khue.web.i18n.Names;
import org.khue.web.i18n.Text;
import org.khue.web.table.Column;
import org.khue.web.table.Filter;
import org.khue.web.table.MemoryRows;
import org.khue.web.table.Rows;
import org.khue.web.table.TableQuery;
import org.khue.web.table.TableSpec;

/// Lists in SQL give what the same lists give in memory.
@ExtendWith(ActingAsSystem.class)
class TableSqlTest {
  private record Pupil(int id, String name, String group, LocalDate born) {}

  private static final TableSql SQL =
      TableSql.select("id, name, class, born", "platform.test_pupil")
          .search("q", "name", "class")
          .equal("group", "class")
          .dates("born", "born")
          .sortName("name", "name")
          .sortWords("group", "class")
          .sort("born", "born")
          .tieBreak("id");

  private static final List<Pupil> PUPILS = pupils();
  private static TestCloud cloud;
  private static Text text;

  private static List<Pupil> pupils() {
    Random random = new Random(7);
    List<String> names =
        List.of(
            "Nguyễn Văn Dũng",
            "Trần Thị Dung",
            "Đặng Đạt",
            "Lê Ánh",
            "Phạm An",
            "Hoàng Ân",
            "Võ Ấn Độ",
            "Tôn Nữ Huyền Trân",
            "100% _ \\ An",
            "O'Neil; DROP TABLE x");
    List<Pupil> pupils = new ArrayList<>();
    for (int i = 0; i < 120; i++) {
      pupils.add(
          new Pupil(
              i,
              names.get(random.nextInt(names.size())),
              (6 + random.nextInt(4)) + "A" + (1 + random.nextInt(12)),
              LocalDate.of(2012, 1, 1).plusDays(random.nextInt(900))));
    }
    return pupils;
  }

  @BeforeAll
  static void start() {
    cloud = TestCloud.start();
    text =
        new Text(
            cloud.bean(Messages.class),
            Language.VI,
            java.time.ZoneId.of("Asia/Ho_Chi_Minh"),
            java.time.Instant.EPOCH);
    owner("CREATE TABLE platform.test_pupil (id int, name text, class text, born date)");
    for (Pupil p : PUPILS) {
      owner(
          "INSERT INTO platform.test_pupil VALUES (%d, '%s', '%s', '%s')"
              .formatted(p.id(), p.name().replace("'", "''"), p.group(), p.born()));
    }
  }

  private static void owner(String sql) {
    try (var connection =
            cloud.bean(org.khue.cloud.platform.db.Database.class).ownerSource().getConnection();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (java.sql.SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  @AfterAll
  static void stop() {
    cloud.close();
  }

  private static TableSpec<Pupil> spec() {
    List<Filter.Option> groups =
        PUPILS.stream().map(Pupil::group).distinct().map(g -> new Filter.Option(g, g)).toList();
    return TableSpec.<Pupil>of(
            "pupils",
            "Học sinh: [lớp 6]",
            Column.<Pupil>person("name", "Tên", Pupil::name, p -> "").asSortable(),
            Column.<Pupil>text("group", "Lớp", Pupil::group).asSortable(),
            Column.<Pupil>date("born", "Ngày sinh", Pupil::born).asSortable())
        .filteredBy(
            new Filter.Search("q", "Tìm"),
            new Filter.Choice("group", "Lớp", groups),
            new Filter.Dates("born", "Ngày sinh"));
  }

  private static TableQuery query(Map<String, List<String>> parameters) {
    return TableQuery.parse(text, spec(), parameters);
  }

  private static Rows<Pupil> sql(TableQuery query) {
    return SQL.read(
        cloud.bean(DataSource.class),
        "listing pupils",
        query,
        row ->
            new Pupil(
                row.getInt(1),
                row.getString(2),
                row.getString(3),
                row.getObject(4, LocalDate.class)));
  }

  private static Rows<Pupil> memory(TableQuery query) {
    return new MemoryRows<>(spec(), PUPILS)
        .choice("group", Pupil::group)
        .dates("born", Pupil::born)
        .read(query);
  }

  @Test
  void theDatabaseFiltersSortsAndCutsAsMemoryDoes() {
    List<Map<String, List<String>>> questions = new ArrayList<>();
    for (String words : List.of("", "dung", "DAT", "an", "%", "_", "\\", "'", "độ", "6a1")) {
      for (String sort : List.of("name", "-name", "group", "born", "-born")) {
        Map<String, List<String>> question = new HashMap<>();
        question.put("q", List.of(words));
        question.put("sort", List.of(sort));
        questions.add(question);
      }
    }
    questions.add(Map.of("group", List.of("6A1"), "sort", List.of("-name")));
    questions.add(Map.of("born-from", List.of("2012-06-01"), "born-to", List.of("2012-06-30")));
    questions.add(Map.of("page", List.of("3")));
    for (Map<String, List<String>> question : questions) {
      TableQuery query = query(question);
      assertEquals(List.of(), query.problems());
      Rows<Pupil> fromSql = sql(query);
      Rows<Pupil> fromMemory = memory(query);
      assertEquals(fromMemory.total(), fromSql.total(), question.toString());
      assertEquals(
          fromMemory.rows().stream().map(p -> key(query, p)).toList(),
          fromSql.rows().stream().map(p -> key(query, p)).toList(),
          question.toString());
    }
  }

  /// What the order is by; rows that are equal in it may stand in any order.
  private static String key(TableQuery query, Pupil pupil) {
    return switch (query.sort().column()) {
      case "name" -> pupil.name();
      case "group" -> pupil.group();
      default -> pupil.born().toString();
    };
  }

  @Test
  void theDatabaseFoldsAsJavaDoes() {
    for (String words :
        List.of("Nguyễn Thị Thuỳ Dương", "ĐẶNG ĐỨC ƠN", "Ê Ban", "Straße Ñandú", "abc 12 !?")) {
      Object folded = cloud.rows("SELECT platform.fold('" + words + "')").getFirst().getFirst();
      assertEquals(Names.fold(words), folded);
    }
  }

  @Test
  void aFilterThatTheSqlDoesNotKnowIsABug() {
    TableSql bare = TableSql.select("id", "platform.test_pupil").sort("name", "name");
    TableQuery query = query(Map.of("q", List.of("an")));
    assertThrows(
        IllegalStateException.class,
        () -> bare.read(cloud.bean(DataSource.class), "listing", query, row -> row.getInt(1)));
  }

  @Test
  void filesHoldTypedCellsAndNoFormulas() throws IOException {
    Pupil evil = new Pupil(1, "=HYPERLINK(\"x\")", "6A1", LocalDate.of(2012, 9, 2));
    byte[] file = TableFiles.xlsx(text, spec(), spec().columns(), List.of(evil));
    try (ReadableWorkbook book = new ReadableWorkbook(new ByteArrayInputStream(file))) {
      List<Row> rows = book.getFirstSheet().read();
      assertEquals("Tên", rows.get(0).getCellText(0));
      assertEquals("=HYPERLINK(\"x\")", rows.get(1).getCellText(0));
      assertEquals(org.dhatim.fastexcel.reader.CellType.STRING, rows.get(1).getCell(0).getType());
      assertEquals(
          LocalDate.of(2012, 9, 2), rows.get(1).getCellAsDate(2).orElseThrow().toLocalDate());
    }
    String csv =
        new String(TableFiles.csv(text, spec().columns(), List.of(evil)), StandardCharsets.UTF_8);
    assertTrue(csv.startsWith("\uFEFFTên,Lớp,Ngày sinh\r\n"), csv);
    assertTrue(csv.contains("\"'=HYPERLINK(\"\"x\"\")\",6A1,2012-09-02"), csv);
    assertFalse(csv.contains(",="), csv);
  }
}
