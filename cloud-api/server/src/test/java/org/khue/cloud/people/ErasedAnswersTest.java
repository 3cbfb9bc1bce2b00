package org.khue.cloud.people;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.khue.cloud.TestCloud;
import org.khue.cloud.organisation.DemoCity;
import org.khue.cloud.pages.Reader;
import org.khue.cloud.platform.db.TestDatabase;

/// Answers that are kept for requests that may come again hold what was answered: an erasure takes
/// it out of them.
class ErasedAnswersTest {
  private static final String API = "/api/v1/people";
  private static final String KEY = "key-of-the-erased-person";

  @Test
  void anErasedPersonIsGoneFromTheAnswersThatWereKept() {
    Map<String, Object> settings = new HashMap<>(TestDatabase.create());
    settings.put("khue.demo", true);
    try (TestCloud cloud = TestCloud.start(settings);
        Reader principal = Reader.in(cloud, "principal")) {
      String body =
          "{\"facts\": {\"familyName\": \"Quỳnh Thị\", \"givenName\": \"Phai\"}, \"place\":"
              + " {\"unit\": \""
              + DemoCity.SCHOOL
              + "\", \"kind\": \"PUPIL\", \"from\": \"2026-09-01\"}}";
      HttpResponse<String> made = principal.call("POST", API, body, "Idempotency-Key", KEY);
      String id = Reader.json(made, 201).path("id").asText();
      Needles needles = new Needles(cloud, List.of("Quỳnh Thị", "Phai"));
      assertTrue(needles.hits().contains("platform.idempotency: Phai"), needles.hits().toString());
      assertEquals(204, principal.call("DELETE", API + "/" + id, "").statusCode());
      assertEquals(List.of(), needles.hits());
      assertEquals(
          0,
          cloud.count(
              "SELECT count(*) FROM platform.idempotency WHERE length(request_hash) > 0"
                  + " AND answered_at IS NOT NULL"));
      HttpResponse<String> again = principal.call("POST", API, body, "Idempotency-Key", KEY);
      assertEquals(409, again.statusCode(), again.body());
    }
  }
}
