package org.khue.cloud.equipment.register;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
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
import org.khue.cloud.equipment.Own;
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
import org.khue.cloud.platform.problem.ProblemException;
import org.khue.cloud.platform.security.Acting;

/// The register against a whole cloud with the demo's city.
@ExtendWith(ActingAsSystem.class)
class RegisterTest {
  private static final UUID SCHOOL = DemoCity.SCHOOL;
  private static TestCloud cloud;
  private static Items items;
  private static ItemType type;

  @BeforeAll
  static void start() {
    Map<String, Object> settings = new HashMap<>(TestDatabase.create());
    settings.put("khue.demo", true);
    cloud = TestCloud.start(settings);
    items = cloud.bean(Items.class);
    type = Acting.system("test").call(() -> Own.type(cloud, SCHOOL, "T-MULTI"));
  }

  @AfterAll
  static void stop() {
    cloud.close();
  }

  @Test
  void anItemHasALabelAndAHistory() {
    Item item = Own.item(cloud, SCHOOL, type.id(), null, "Mẫu A");
    assertEquals(item, items.byCode(LabelCode.shown(item.code())).orElseThrow());
    Item broken = items.turn(item.id(), item.version(), ItemState.TO_REPAIR, "gãy chân");
    assertEquals(2, broken.version());
    assertEquals(
        List.of(ItemState.TO_REPAIR, ItemState.WORKING),
        items.history(item.id()).stream().map(ItemEvent::state).toList());
    ProblemException stale =
        assertThrows(
            ProblemException.class,
            () -> items.turn(item.id(), item.version(), ItemState.WORKING, ""));
    assertEquals(412, stale.status().getCode());
    ProblemException silent =
        assertThrows(
            ProblemException.class,
            () -> items.turn(item.id(), broken.version(), ItemState.DISPOSED, " "));
    assertEquals("reason", silent.faults().getFirst().field());
  }

  @Test
  void whatCannotBeIsToldAtOnce() {
    Item first = items.add(SCHOOL, numbered("N-1"));
    assertEquals("N-1", first.facts().number());
    UUID foreign = Own.room(cloud, schoolBeside(), "A101").id();
    ItemFacts wrong =
        new ItemFacts(
            type.id(),
            "N-1",
            "",
            "",
            0,
            "xyz",
            foreign,
            null,
            -1L,
            null,
            LocalDate.of(2100, 1, 1),
            null,
            "meter",
            "");
    ProblemException refused = assertThrows(ProblemException.class, () -> items.add(SCHOOL, wrong));
    List<String> fields = refused.faults().stream().map(ProblemException.Fault::field).toList();
    assertEquals(
        List.of("quantity", "tag", "value", "acquired", "device", "room", "number"), fields);
  }

  private static UUID schoolBeside() {
    return DemoCity.id("unit", "SK-THCS-02");
  }

  private static ItemFacts numbered(String number) {
    return new ItemFacts(
        type.id(),
        number,
        "",
        "",
        2,
        null,
        null,
        null,
        5_000L,
        Funding.PROJECT,
        null,
        null,
        null,
        "");
  }

  @Test
  void aPaperIsKeptWithTheItem() {
    Documents documents = cloud.bean(Documents.class);
    Item item = Own.item(cloud, SCHOOL, type.id(), null, "Có giấy tờ");
    byte[] paper = "hướng dẫn sử dụng".getBytes(StandardCharsets.UTF_8);
    UUID file = documents.add(item.id(), "hd.txt", new ByteArrayInputStream(paper));
    assertEquals("hd.txt", documents.of(item.id()).getFirst().name());
    documents.remove(item.id(), file);
    assertEquals(List.of(), documents.of(item.id()));
    assertThrows(ProblemException.class, () -> documents.link(item.id(), UUID.randomUUID()));
  }

  @Test
  void aFileIsImportedComparedAndUndone() throws Exception {
    Target target = list().parts().getFirst().target();
    Map<String, String> cells =
        new HashMap<>(Map.of("number", "IM-1", "type", "T-MULTI", "value", "1000"));
    String before = state();
    Written added = within(scene -> target.insert(scene, new ImportRow(2, cells)));
    cells.put("value", "2000");
    cells.put("state", "in-repair");
    ImportRow row = new ImportRow(2, cells);
    Finding finding = within(scene -> target.find(scene, List.of(row)).getFirst());
    Finding.Present present = finding.present().orElseThrow();
    assertEquals("1000", present.values().get("value"));
    String between = state();
    Written changed = within(scene -> target.update(scene, row, present));
    assertEquals(Undone.CHANGED_SINCE, within(scene -> target.undo(scene, added)));
    assertEquals(Undone.RESTORED, within(scene -> target.undo(scene, changed)));
    assertEquals(between, state());
    assertEquals(Undone.RESTORED, within(scene -> target.undo(scene, added)));
    assertEquals(before, state());
    ImportRow wrong = new ImportRow(3, Map.of("number", "IM-2", "type", "NONE", "room", "NONE"));
    assertEquals(2, within(scene -> target.find(scene, List.of(wrong)).getFirst()).faults().size());
  }

  /// All rows of items with numbers of this test, as text.
  private static String state() {
    return cloud
        .rows(
            "SELECT i::text, (SELECT array_agg(s::text) FROM equipment.item_state s WHERE s.item_id"
                + " = i.id)::text FROM equipment.item i WHERE number LIKE 'IM-%'")
        .toString();
  }

  private interface Step<T> {
    T in(Scene scene) throws java.sql.SQLException;
  }

  private static <T> T within(Step<T> step) {
    return cloud
        .bean(Transactions.class)
        .run(
            "importing",
            (Connection transaction) ->
                step.in(new Scene(transaction, SCHOOL, LocalDate.of(2026, 11, 24), new Pending())));
  }

  @Test
  void theListFiltersAndLeadsToLabels() {
    Own.item(cloud, SCHOOL, type.id(), null, "Đồng hồ vạn năng số 7");
    try (Reader officer = Reader.in(cloud, "equipment-officer")) {
      HttpResponse<String> list = officer.get("/equipment?q=dong+ho+van+nang+so+7");
      assertEquals(200, list.statusCode(), list.body());
      assertTrue(list.body().contains("Đồng hồ vạn năng số 7"));
      HttpResponse<String> labels = officer.get("/equipment/labels?q=van+nang+so+7");
      assertTrue(labels.body().contains("<svg"), labels.body());
      HttpResponse<String> csv = officer.get("/equipment?q=so+7&format=csv");
      assertTrue(csv.body().contains("Đồng hồ vạn năng số 7"));
    }
  }

  @Test
  void anOfficerAddsAnItemOnAPage() {
    try (Reader officer = Reader.in(cloud, "equipment-officer")) {
      String path = "/equipment/schools/" + SCHOOL + "/new";
      assertEquals(200, officer.get(path).statusCode());
      HttpResponse<String> refused = officer.post(path, Reader.form("type", "", "quantity", "1"));
      assertEquals(422, refused.statusCode());
      HttpResponse<String> added =
          officer.post(
              path,
              Reader.form("type", type.id().toString(), "quantity", "3", "name", "Hộp cốc đong"));
      assertEquals(303, added.statusCode(), added.body());
      String item = added.headers().firstValue("Location").orElseThrow();
      HttpResponse<String> page = officer.get(item);
      assertTrue(page.body().contains("Hộp cốc đong"), page.body());
      HttpResponse<String> turned =
          officer.post(
              item + "/state",
              Reader.form("state", "to-repair", "reason", "vỡ một chiếc", "version", "1"));
      assertEquals(303, turned.statusCode(), turned.body());
      assertTrue(officer.get(item).body().contains("vỡ một chiếc"));
      try (Reader teacher = Reader.in(cloud, "teacher")) {
        assertFalse(teacher.get(item).body().contains("/edit"));
        assertEquals(403, teacher.get(item + "/edit").statusCode());
      }
    }
  }

  private static ImportList list() {
    return cloud.beans(ImportList.class).stream()
        .filter(some -> some.code().equals("equipment"))
        .findFirst()
        .orElseThrow();
  }
}
