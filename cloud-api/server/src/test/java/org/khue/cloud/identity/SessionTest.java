package org.khue.cloud.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.khue.cloud.TestCloud;
import org.khue.cloud.pages.Reader;
import org.khue.cloud.platform.db.TestDatabase;

class SessionTest {
  private static final Map<String, Object> SETTINGS = new HashMap<>(TestDatabase.create());
  private static TestCloud cloud;

  @BeforeAll
  static void start() {
    SETTINGS.put("khue.demo", true);
    cloud = TestCloud.start(SETTINGS);
  }

  @AfterAll
  static void stop() {
    cloud.close();
  }

  private static String cookie(HttpResponse<String> answer) {
    return answer.headers().firstValue("set-cookie").orElseThrow();
  }

  @Test
  void everyRoleEntersWithOneClick() {
    assertEquals(15, Role.values().length);
    for (Role role : Role.values()) {
      try (Reader reader = new Reader(cloud)) {
        assertTrue(reader.get("/login").body().contains("value=\"" + role.code() + "\""));
        HttpResponse<String> entered = reader.post("/login", "role=" + role.code());
        assertEquals(303, entered.statusCode());
        assertEquals(role.home(), entered.headers().firstValue("location").orElseThrow());
        assertEquals(200, reader.get(role.home()).statusCode());
      }
    }
  }

  @Test
  void theCookieIsNotForScriptsNorForOtherSites() {
    try (Reader reader = new Reader(cloud)) {
      String cookie = cookie(reader.post("/login", "role=teacher"));
      assertTrue(cookie.toLowerCase(Locale.ROOT).contains("httponly"), cookie);
      assertTrue(cookie.contains("SameSite=Lax"), cookie);
      assertTrue(cookie.contains("Path=/"), cookie);
    }
  }

  @Test
  void theDatabaseHoldsNoIdThatOpensASession() {
    try (Reader reader = new Reader(cloud)) {
      String id = cookie(reader.post("/login", "role=teacher")).replaceAll("^[^=]+=|;.*$", "");
      assertEquals(43, id.length());
      long asItIs =
          cloud.count(
              "SELECT count(*) FROM identity.session WHERE encode(id_hash, 'escape') LIKE '%"
                  + id
                  + "%'");
      long hashed =
          cloud.count(
              "SELECT count(*) FROM identity.session WHERE id_hash = sha256('" + id + "'::bytea)");
      assertEquals(0, asItIs);
      assertEquals(1, hashed);
    }
  }

  @Test
  void aSessionSurvivesARestartOfTheCloud() {
    try (Reader reader = Reader.in(cloud, "principal")) {
      cloud.close();
      cloud = TestCloud.start(SETTINGS);
      assertEquals(200, reader.at(cloud).get("/").statusCode());
    }
  }

  @Test
  void signOutEndsTheSessionOnTheServer() {
    try (Reader reader = new Reader(cloud)) {
      String id = cookie(reader.post("/login", "role=teacher")).replaceAll(";.*$", "");
      assertEquals(303, reader.post("/logout", "").statusCode());
      try (Reader thief = new Reader(cloud)) {
        int status =
            thief
                .send(thief.request("/").header("Cookie", id).header("Accept", "text/html").GET())
                .statusCode();
        assertEquals(303, status);
      }
    }
  }

  @Test
  void aFormFromAnotherSiteIsRefused() {
    try (Reader reader = Reader.in(cloud, "teacher")) {
      String evil = "https://evil.example";
      assertEquals(403, reader.post("/logout", "", "Origin", evil).statusCode());
      assertEquals(403, reader.post("/logout", "", "Sec-Fetch-Site", "cross-site").statusCode());
      assertEquals(403, reader.post("/logout", "", "X-Nothing", "said").statusCode());
      assertEquals(200, reader.get("/").statusCode());
    }
  }

  @Test
  void anUnknownRoleIsRefusedInWords() {
    try (Reader reader = new Reader(cloud)) {
      HttpResponse<String> refused = reader.post("/login", "role=admin");
      assertEquals(403, refused.statusCode());
      assertTrue(refused.body().contains("Không vào được"));
    }
  }

  @Test
  void withoutTheDemoNobodyEntersByClick() {
    Map<String, Object> settings = new HashMap<>(TestDatabase.create());
    try (TestCloud earnest = TestCloud.start(settings);
        Reader reader = new Reader(earnest)) {
      assertFalse(reader.get("/login").body().contains("name=\"role\""));
      assertEquals(403, reader.post("/login", "role=teacher").statusCode());
      assertEquals(303, reader.get("/").statusCode());
    }
  }

  @Test
  void idleAndOldSessionsEnd() {
    AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-24T00:00:00Z"));
    InstantSource source = now::get;
    Map<String, Object> settings = new HashMap<>(TestDatabase.create());
    settings.put("khue.demo", true);
    try (TestCloud later = TestCloud.start(settings, source.withZone(ZoneOffset.UTC));
        Reader reader = Reader.in(later, "teacher")) {
      for (int hour = 0; hour < 29 * 24; hour += 11) {
        now.updateAndGet(time -> time.plus(Duration.ofHours(11)));
        assertEquals(200, reader.get("/").statusCode(), "hour " + hour);
      }
      now.updateAndGet(time -> time.plus(Duration.ofHours(22)));
      assertEquals(303, reader.get("/").statusCode());
    }
    try (TestCloud later = TestCloud.start(settings, source.withZone(ZoneOffset.UTC));
        Reader idle = Reader.in(later, "teacher")) {
      now.updateAndGet(time -> time.plus(Duration.ofHours(12)).plusSeconds(1));
      assertEquals(303, idle.get("/").statusCode());
    }
  }
}
