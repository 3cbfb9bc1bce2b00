package org.khue.cloud.pages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.khue.cloud.TestCloud;
import org.khue.cloud.identity.Members;
import org.khue.cloud.identity.Role;
import org.khue.cloud.organisation.DemoCity;
import org.khue.cloud.platform.db.TestDatabase;

class StartTest {
  private static final Pattern LINK = Pattern.compile("<a [^>]*?href=\"(/[^\"]*)\"");

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

  @ParameterizedTest
  @EnumSource(Role.class)
  void everyRoleStartsHereAndEveryLinkOpens(Role role) {
    try (Reader reader = Reader.in(cloud, role.code())) {
      assertEquals(200, reader.get(role.home()).statusCode(), "the home of " + role);
      var answer = reader.get("/");
      assertEquals(200, answer.statusCode());
      Set<String> links = new TreeSet<>();
      Matcher link = LINK.matcher(answer.body());
      while (link.find()) {
        links.add(link.group(1));
      }
      links.removeIf(href -> href.contains("?lang=") || href.contains("?theme="));
      assertTrue(links.contains("/notices") && links.contains("/jobs"), links.toString());
      for (String href : links) {
        assertEquals(200, reader.get(href).statusCode(), role + " is led to " + href);
      }
    }
  }

  @Test
  void itSaysWhatARoleIsHereForAndWhere() {
    try (Reader reader = Reader.in(cloud, "teacher")) {
      String page = reader.get("/").body();
      assertTrue(page.contains("Giáo viên</b>") && page.contains("tại Trường THCS Sao Mai 1"));
      assertTrue(page.contains("class=\"card first\"><a href=\"/rooms\">"));
      assertFalse(page.contains("href=\"/accounts\""));
    }
  }

  @Test
  void whoHasNoAssignmentIsToldWhomToAsk() {
    var account = Members.account(cloud, "start.nobody", DemoCity.SCHOOL);
    String cookie = Members.session(cloud, account);
    try (Reader nobody = new Reader(cloud)) {
      var answer = nobody.send(nobody.request("/").header("Cookie", cookie).GET());
      assertEquals(200, answer.statusCode());
      assertTrue(answer.body().contains("Hãy nhờ hiệu trưởng"));
      var rooms = nobody.send(nobody.request("/rooms").header("Cookie", cookie).GET());
      assertEquals(403, rooms.statusCode());
    }
  }
}
