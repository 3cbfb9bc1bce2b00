package org.khue.cloud.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.InputStream;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.khue.cloud.TestCloud;
import org.khue.cloud.pages.Reader;

/// A live stream ends with what it rests on, although another node of the cloud took it away.
class LiveEndsTest {
  private static final UUID SCHOOL = UUID.randomUUID();
  private static final Duration LIMIT = Duration.ofSeconds(5);
  private static TestCloud cloud;

  @BeforeAll
  static void start() {
    cloud = TestCloud.start();
  }

  @AfterAll
  static void stop() {
    cloud.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "DELETE FROM identity.session WHERE account_id = ",
        "UPDATE identity.session SET seen_at = now() - interval '13 hours' WHERE account_id = ",
        "UPDATE identity.assignment SET ended_at = now() WHERE account_id = ",
        "UPDATE identity.account SET state = 'locked' WHERE id = "
      })
  void aStreamEndsWithinFiveSeconds(String takenAway) throws Exception {
    UUID teacher = Members.member(cloud, "live." + takenAway.hashCode(), Role.TEACHER, SCHOOL);
    String cookie = Members.session(cloud, teacher);
    try (Reader reader = new Reader(cloud)) {
      HttpResponse<InputStream> answer =
          reader
              .client()
              .send(
                  reader
                      .request("/live/rooms")
                      .header("Cookie", cookie)
                      .header("Accept", "text/event-stream")
                      .GET()
                      .build(),
                  HttpResponse.BodyHandlers.ofInputStream());
      assertEquals(200, answer.statusCode());
      InputStream stream = answer.body();
      assertTrue(stream.read() >= 0, "it is open");
      CompletableFuture<Long> ended =
          CompletableFuture.supplyAsync(() -> {
            try (stream) {
              while (stream.read() >= 0) {
                // what comes meanwhile does not matter
              }
            } catch (java.io.IOException e) {
              throw new IllegalStateException(e);
            }
            return System.nanoTime();
          });
      long from = System.nanoTime();
      cloud.execute(takenAway + "'" + teacher + "'");
      Duration took = Duration.ofNanos(ended.get(20, TimeUnit.SECONDS) - from);
      assertTrue(took.compareTo(LIMIT) <= 0, "it took " + took);
    }
  }
}
