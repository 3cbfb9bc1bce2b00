package org.khue.cloud.equipment.minimum;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.khue.cloud.ActingAsSystem;
import org.khue.cloud.TestCloud;
import org.khue.cloud.equipment.register.ItemFacts;
import org.khue.cloud.equipment.register.ItemTypes;
import org.khue.cloud.equipment.register.Items;
import org.khue.cloud.organisation.DemoCity;
import org.khue.cloud.pages.Reader;
import org.khue.cloud.platform.db.TestDatabase;
import org.khue.cloud.platform.db.Transactions;
import org.khue.cloud.platform.imports.Finding;
import org.khue.cloud.platform.imports.ImportList;
import org.khue.cloud.platform.imports.ImportRow;
import org.khue.cloud.platform.imports.Pending;
import org.khue.cloud.platform.imports.Scene;
import org.khue.cloud.platform.imports.Target;
import org.khue.cloud.platform.imports.Undone;
import org.khue.cloud.platform.imports.Written;
import org.khue.cloud.platform.security.Reach;

@ExtendWith(ActingAsSystem.class)
class MinimumTest {
  private static TestCloud cloud;

  @BeforeAll
  static void start() {
    Map<String, Object> settings = new HashMap<>(TestDatabase.create());
    settings.put("khue.demo", true);
    cloud = TestCloud.start(settings);
  }

  @AfterAll
  static void stop() {
    cloud.close();
  }

  private static Target target() {
    return cloud.beans(ImportList.class).stream()
        .filter(list -> list.code().equals("minimum"))
        .findFirst()
        .orElseThrow()
        .parts()
        .getFirst()
        .target();
  }

  private static ImportRow row(String type, String quantity, String per) {
    Map<String, String> cells = new HashMap<>();
    cells.put("list", "INVENTED");
    cells.put("edition", "1");
    cells.put("title", "Danh mục tự đặt");
    cells.put("source", "tự đặt để thử");
    cells.put("level", "lower-secondary");
    cells.put("valid-from", "2026-09-01");
    cells.put("type", type);
    cells.put("name", "Loại " + type);
    cells.put("measure", "cái");
    cells.put("subject", "physics");
    cells.put("quantity", quantity);
    cells.put("per", per);
    return new ImportRow(2, cells);
  }

  private interface Step<T> {
    T in(Scene scene) throws SQLException;
  }

  private static <T> T within(UUID unit, Step<T> step) {
    return cloud
        .bean(Transactions.class)
        .run(
            "importing",
            transaction ->
                step.in(new Scene(transaction, unit, LocalDate.of(2026, 11, 24), new Pending())));
  }

  @Test
  void aListComesInAndShowsWhatASchoolLacks() {
    UUID school = DemoCity.SCHOOL;
    Target target = target();
    Written fixed = within(Reach.ROOT, s -> target.insert(s, row("M-SCHOOL", "7", "school")));
    Written each = within(Reach.ROOT, s -> target.insert(s, row("M-CLASS", "0.5", "class")));
    MinimumLists lists = cloud.bean(MinimumLists.class);
    MinimumList list = lists.all().getFirst();
    UUID type =
        cloud.bean(ItemTypes.class).of(school).stream()
            .filter(some -> some.facts().code().equals("M-SCHOOL"))
            .findFirst()
            .orElseThrow()
            .id();
    ItemFacts five =
        new ItemFacts(type, "", "", "", 5, null, null, null, null, null, null, null, null, "");
    cloud.bean(Items.class).add(school, five);
    long classes =
        cloud.count(
            "SELECT count(*) FROM organisation.school_class WHERE unit_id = '"
                + school
                + "' AND grade BETWEEN 6 AND 9 AND year = (SELECT max(year) FROM"
                + " organisation.school_class)");
    assertEquals(2, gap(lists, list, "M-SCHOOL").missing());
    assertTrue(classes > 2, "classes: " + classes);
    assertEquals((classes + 1) / 2, gap(lists, list, "M-CLASS").need());
    try (Reader officer = Reader.in(cloud, "equipment-officer")) {
      String page = officer.get("/equipment/minimum/" + list.id() + "/schools/" + school).body();
      assertTrue(page.contains("Loại M-SCHOOL"), page);
    }
    Finding changed =
        within(Reach.ROOT, s -> target.find(s, List.of(row("M-SCHOOL", "9", "school"))).getFirst());
    assertEquals("minimum.new-edition", changed.faults().getFirst().message().key());
    Finding below =
        within(school, s -> target.find(s, List.of(row("M-NEW", "1", "school"))).getFirst());
    assertEquals("minimum.only-at-top", below.faults().getFirst().message().key());
    assertEquals(Undone.RESTORED, within(Reach.ROOT, s -> target.undo(s, each)));
    assertEquals(Undone.RESTORED, within(Reach.ROOT, s -> target.undo(s, fixed)));
    assertEquals(List.of(), lists.all());
  }

  private static Gap gap(MinimumLists lists, MinimumList list, String type) {
    return lists.gaps(list.id(), DemoCity.SCHOOL).stream()
        .filter(gap -> gap.type().code().equals(type))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void aNeedIsRoundedUp() {
    assertEquals(0, MinimumLists.need(new BigDecimal("7"), 0));
    assertEquals(4, MinimumLists.need(new BigDecimal("0.34"), 10));
    assertEquals(10, MinimumLists.need(new BigDecimal("1"), 10));
  }
}
