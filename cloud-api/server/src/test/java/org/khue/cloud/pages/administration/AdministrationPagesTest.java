package org.khue.cloud.pages.administration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.khue.cloud.TestCloud;
import org.khue.cloud.pages.Reader;
import org.khue.cloud.platform.audit.Audit;
import org.khue.cloud.platform.audit.Change;
import org.khue.cloud.platform.db.TestDatabase;
import org.khue.cloud.platform.db.Transactions;
import org.khue.cloud.platform.security.Acting;
import org.khue.cloud.platform.security.Reach;

class AdministrationPagesTest {
  private static TestCloud cloud;
  private static Reader reader;

  @BeforeAll
  static void start() {
    Map<String, Object> settings = new HashMap<>(TestDatabase.create());
    settings.put("khue.demo", true);
    cloud = TestCloud.start(settings);
    // The demo's IT officer is a school's; some of these pages are for the one of the city.
    cloud.execute(
        "UPDATE identity.assignment SET unit_id = '" + Reach.ROOT + "' WHERE role = 'it-officer'");
    reader = Reader.in(cloud, "it-officer");
    for (int i = 1; i <= 60; i++) {
      Change change =
          new Change(
              i % 2 == 0 ? "room.renamed" : "person.merged",
              "thing",
              "thing-" + i,
              Reach.ROOT,
              Map.of("to", "=1+" + i));
      Acting.system("test")
          .run(() ->
              cloud
                  .bean(Transactions.class)
                  .run(
                      "a change",
                      transaction -> {
                        cloud.bean(Audit.class).record(transaction, change);
                        return true;
                      }));
    }
  }

  @AfterAll
  static void stop() {
    reader.close();
    cloud.close();
  }

  @Test
  void theAuditTrailIsFilteredAndPaged() {
    String first = reader.get("/audit?size=25").body();
    assertTrue(first.contains("thing-60") && !first.contains("thing-10"), first);
    assertTrue(first.contains("page=2"), "there is a link to older rows");
    String merged = reader.get("/audit?q=person.&subject=thing-7").body();
    assertTrue(merged.contains("person.merged") && !merged.contains("thing-8"), merged);
    assertFalse(reader.get("/audit?at-from=2001-01-01&at-to=2001-01-02").body().contains("thing-"));
  }

  @Test
  void theAuditTrailIsExportedWithoutFormulas() {
    HttpResponse<String> csv = reader.get("/audit?subject=thing-33&format=csv");
    assertEquals(200, csv.statusCode());
    assertEquals(2, csv.body().lines().count(), csv.body());
    assertTrue(csv.body().contains("\"{\"\"to\"\":\"\"=1+33\"\"}\""), csv.body());
    assertEquals(200, reader.get("/audit?format=print").statusCode());
    assertEquals(200, reader.get("/audit?format=xlsx").statusCode());
  }

  @Test
  void everyPageIsThereInBothLanguages() {
    for (String path :
        new String[] {"/audit", "/jobs", "/jobs/all", "/events", "/notices", "/retention"}) {
      for (String language : new String[] {"vi", "en"}) {
        reader.get(path + "?lang=" + language);
        HttpResponse<String> page = reader.get(path);
        assertEquals(200, page.statusCode(), path);
        assertTrue(page.body().contains("<html lang=\"" + language + "\""), path);
      }
    }
  }

  @Test
  void whoLacksTheRightSeesNeitherThePageNorItsLink() {
    try (Reader teacher = Reader.in(cloud, "teacher")) {
      for (String path : new String[] {"/audit", "/audit?format=csv", "/jobs/all", "/retention"}) {
        assertEquals(403, teacher.get(path).statusCode(), path);
      }
      String own = teacher.get("/jobs").body();
      assertFalse(own.contains("href=\"/audit\""));
      assertTrue(own.contains("href=\"/notices\""));
    }
  }

  @Test
  void theBellCountsWhatIsUnread() {
    assertTrue(reader.get("/notices/bell").body().contains("class=\"bell\""));
    assertFalse(reader.get("/notices/bell").body().contains("<b>"));
  }
}
