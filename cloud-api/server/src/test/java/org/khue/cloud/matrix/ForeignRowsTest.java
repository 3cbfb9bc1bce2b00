package org.khue.cloud.matrix;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.khue.cloud.identity.Members;
import org.khue.cloud.identity.Role;
import org.khue.cloud.identity.internal.db.Sql;
import org.khue.cloud.pages.Reader;
import org.khue.cloud.platform.db.DatabaseException;
import org.khue.cloud.platform.security.AccessRule;
import org.khue.cloud.platform.security.Acting;
import org.khue.cloud.platform.security.Caller;

/// The application's own check says yes to everything here: what keeps foreign rows back is the
/// database alone.
class ForeignRowsTest {
  private static TwoSchools schools;

  private static final class Yes implements AccessRule {
    @Override
    public boolean holds(Caller caller, String right) {
      return true;
    }

    @Override
    public boolean holdsAt(Caller caller, String right, UUID unit) {
      return true;
    }
  }

  @BeforeAll
  static void start() {
    schools = TwoSchools.open(new Yes());
  }

  @AfterAll
  static void stop() {
    schools.close();
  }

  private static HttpResponse<String> get(Reader reader, String cookie, String path) {
    return reader.send(
        reader
            .request(path)
            .header("Cookie", cookie)
            .header("Accept", "text/html, application/json, text/csv")
            .GET());
  }

  @Test
  void noListShowsARowOfAnotherSchool() {
    int lists = 0;
    try (Reader reader = new Reader(schools.cloud())) {
      UUID stranger = Members.member(schools.cloud(), "stranger", Role.PRINCIPAL, TwoSchools.OTHER);
      UUID own = Members.member(schools.cloud(), "own", Role.PRINCIPAL, TwoSchools.SCHOOL);
      String foreign = Members.session(schools.cloud(), stranger);
      String known = Members.session(schools.cloud(), own);
      for (Map.Entry<String, Call> entry : schools.calls().entrySet()) {
        Call call = entry.getValue();
        if (call.kind() != Call.Kind.LIST || !entry.getKey().startsWith("GET ")) {
          continue;
        }
        if (call.marker().isEmpty()) {
          continue;
        }
        lists++;
        assertFalse(
            get(reader, foreign, call.path()).body().contains(call.marker()), entry.getKey());
        HttpResponse<String> shown = get(reader, known, call.path());
        if (shown.statusCode() == 200) {
          assertTrue(shown.body().contains(call.marker()), entry.getKey() + " shows its own");
        }
      }
    }
    System.out.println("lists asked with the application's check off: " + lists);
    assertTrue(lists >= 5, "lists: " + lists);
  }

  @Test
  void noThingOfAnotherSchoolIsRead() {
    int things = 0;
    try (Reader reader = new Reader(schools.cloud())) {
      UUID stranger = Members.member(schools.cloud(), "other", Role.PRINCIPAL, TwoSchools.OTHER);
      String foreign = Members.session(schools.cloud(), stranger);
      for (Map.Entry<String, Call> entry : schools.calls().entrySet()) {
        if (entry.getValue().kind() == Call.Kind.THING
            && entry.getKey().startsWith("GET ")
            && !entry.getKey().startsWith("GET /live")) {
          things++;
          int status = get(reader, foreign, entry.getValue().path()).statusCode();
          assertNotEquals(200, status, entry.getKey());
        }
      }
    }
    assertTrue(things >= 5, "things: " + things);
  }

  @Test
  void nothingIsWrittenAtAnotherSchool() {
    UUID stranger = Members.member(schools.cloud(), "writer", Role.PRINCIPAL, TwoSchools.OTHER);
    UUID self = Members.account(schools.cloud(), "helper", TwoSchools.OTHER);
    String cookie = Members.session(schools.cloud(), stranger);
    long before = schools.cloud().count("SELECT count(*) FROM identity.assignment");
    try (Reader reader = new Reader(schools.cloud())) {
      HttpResponse<String> answer =
          reader.send(
              reader
                  .request("/accounts/" + self + "/assignments")
                  .header("Cookie", cookie)
                  .header("Sec-Fetch-Site", "same-origin")
                  .header("Content-Type", "application/x-www-form-urlencoded")
                  .header("Accept", "text/html")
                  .POST(
                      java.net.http.HttpRequest.BodyPublishers.ofString(
                          "role=teacher&decision=1&unit=" + TwoSchools.SCHOOL)));
      assertNotEquals(303, answer.statusCode());
    }
    assertEquals(before, schools.cloud().count("SELECT count(*) FROM identity.assignment"));
  }

  @Test
  void nobodyGivesThemselvesARolePastTheProgram() {
    UUID teacher = Members.member(schools.cloud(), "climber", Role.TEACHER, TwoSchools.OTHER);
    Acting acting =
        new Acting(new Caller(Caller.Kind.PERSON, teacher, null, "climber", List.of()), "");
    Sql sql = new Sql(schools.cloud().bean(DataSource.class));
    acting.run(() -> {
      assertThrows(
          DatabaseException.class,
          () ->
              sql.change(
                  "climbing",
                  "INSERT INTO identity.assignment (account_id, role, scope, unit_id, valid_from,"
                      + " decision, assigned_by, assigned_by_name, assigned_at) VALUES (?,"
                      + " 'principal', 'unit', ?, current_date, 'x', ?, 'x', now())",
                  teacher,
                  TwoSchools.SCHOOL,
                  teacher));
      assertEquals(
          0,
          sql.change(
              "climbing",
              "UPDATE identity.assignment SET role = 'principal' WHERE account_id = ?",
              teacher));
      assertEquals(0, sql.change("climbing", "UPDATE identity.account SET must_change = false"));
    });
  }
}
