package org.khue.web.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.khue.web.Language;
import org.khue.web.i18n.Messages;
import org.khue.web.i18n.Text;

class TableQueryTest {
  private static final Text TEXT =
      new Text(
          Messages.load(TableQueryTest.class.getClassLoader(), List.of("org/khue/web/i18n/frame")),
          Language.VI,
          ZoneId.of("Asia/Ho_Chi_Minh"),
          Instant.parse("2026-11-24T05:00:00Z"));

  private record Person(String name, String group, LocalDate born, long lessons) {}

  private static final List<Person> PEOPLE =
      List.of(
          new Person("Trần Văn Đạt", "6A10", LocalDate.of(2014, 5, 1), 3),
          new Person("Nguyễn Thị Ánh", "6A2", LocalDate.of(2013, 5, 1), 12),
          new Person("Lê Dũng", "6A2", LocalDate.of(2015, 5, 1), 7),
          new Person("Phạm An", "6A10", LocalDate.of(2012, 5, 1), 7));

  private static final TableSpec<Person> SPEC =
      TableSpec.<Person>of(
              "people",
              "Người",
              Column.<Person>person("name", "Tên", Person::name, p -> "").fixed().asSortable(),
              Column.<Person>text("group", "Lớp", Person::group).asSortable(),
              Column.<Person>date("born", "Ngày sinh", Person::born).onDemand(),
              Column.<Person>number("lessons", "Tiết", Person::lessons).asSortable())
          .filteredBy(
              new Filter.Search("q", "Tìm"),
              new Filter.Choice(
                  "group",
                  "Lớp",
                  List.of(new Filter.Option("6A2", "6A2"), new Filter.Option("6A10", "6A10"))),
              new Filter.Dates("born", "Ngày sinh"));

  private static TableQuery parse(Map<String, List<String>> parameters) {
    return TableQuery.parse(TEXT, SPEC, parameters);
  }

  private static List<String> names(Map<String, List<String>> parameters) {
    MemoryRows<Person> rows =
        new MemoryRows<>(SPEC, PEOPLE).choice("group", Person::group).dates("born", Person::born);
    return rows.read(parse(parameters)).rows().stream().map(Person::name).toList();
  }

  @Test
  void namesAreSortedByGivenNameAndClassesByTheirNumbers() {
    assertEquals(List.of("Phạm An", "Nguyễn Thị Ánh", "Lê Dũng", "Trần Văn Đạt"), names(Map.of()));
    assertEquals(
        List.of("6A2", "6A2", "6A10", "6A10"),
        new MemoryRows<>(SPEC, PEOPLE)
            .read(parse(Map.of("sort", List.of("group")))).rows().stream()
                .map(Person::group)
                .toList());
  }

  @Test
  void wordsAreFoundWithoutTheirDiacritics() {
    assertEquals(List.of("Lê Dũng"), names(Map.of("q", List.of("dung"))));
    assertEquals(List.of("Trần Văn Đạt"), names(Map.of("q", List.of("DAT"))));
  }

  @Test
  void daysAreBothIncluded() {
    assertEquals(
        List.of("Nguyễn Thị Ánh", "Trần Văn Đạt"),
        names(Map.of("born-from", List.of("2013-05-01"), "born-to", List.of("2014-05-01"))));
  }

  @Test
  void whatCannotBeFollowedIsToldAndLeftOut() {
    TableQuery query =
        parse(
            Map.of(
                "group", List.of("9Z"),
                "born-from", List.of("31/31/2020"),
                "sort", List.of("password"),
                "size", List.of("1000000"),
                "page", List.of("zwei"),
                "col", List.of("no-such")));
    assertEquals(5, query.problems().size(), query.problems().toString());
    assertTrue(query.conditions().isEmpty());
    assertEquals(new Sort("name", false), query.sort());
    assertEquals(25, query.limit());
    assertEquals(0, query.offset());
    assertEquals(Set.of("name"), query.columns());
  }

  @Test
  void swappedDaysAreSwappedBack() {
    TableQuery query =
        parse(Map.of("born-from", List.of("2020-01-02"), "born-to", List.of("2010-01-02")));
    assertEquals(
        new Condition.Between(LocalDate.of(2010, 1, 2), LocalDate.of(2020, 1, 2)),
        query.condition("born").orElseThrow());
    assertEquals(1, query.problems().size());
  }

  @Test
  void theStateOfAListGoesThroughItsAddressUnchanged() {
    Map<String, List<String>> parameters =
        Map.of(
            "q", List.of("Đạt & Ánh"),
            "group", List.of("6A2"),
            "born-from", List.of("2010-01-02"),
            "sort", List.of("-lessons"),
            "size", List.of("50"),
            "col", List.of("name", "born"));
    TableQuery query = parse(parameters);
    String state = new Address("/people", SPEC, query).state();
    assertEquals(
        "q=%C4%90%E1%BA%A1t+%26+%C3%81nh&group=6A2&born-from=2010-01-02&sort=-lessons&size=50"
            + "&col=name&col=born",
        state);
    assertEquals("/people", new Address("/people", SPEC, parse(Map.of())).page(1));
  }

  @Test
  void longListsHaveTheFirstTheLastAndTheNeighbouringPages() {
    TableQuery query = parse(Map.of("page", List.of("9")));
    TableView view = TableView.of(TEXT, SPEC, query, new Rows<>(PEOPLE, 500), "/people", true);
    assertEquals(
        List.of("1", "…", "8", "9", "10", "…", "20"),
        view.pages().stream().map(TableView.PageLink::label).toList());
    assertEquals("201–204 trong 500 dòng", view.count());
  }
}
