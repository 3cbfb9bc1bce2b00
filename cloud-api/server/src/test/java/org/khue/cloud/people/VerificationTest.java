package org.khue.cloud.people;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.khue.cloud.people.Schools.SCHOOL;
import static org.khue.cloud.people.Schools.START;
import static org.khue.cloud.people.Schools.at;
import static org.khue.cloud.people.Schools.pupil;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.khue.cloud.TestCloud;
import org.khue.cloud.platform.db.TestDatabase;
import org.khue.cloud.platform.problem.ProblemException;

/// Verification against a registry over real HTTP.
class VerificationTest {
  private HttpServer registry;
  private TestCloud cloud;
  private volatile String answer = "{\"result\":\"MATCH\"}";
  private volatile int status = 200;
  private final CountDownLatch released = new CountDownLatch(1);
  private volatile boolean silent;
  private final List<String> asked = new CopyOnWriteArrayList<>();

  @BeforeEach
  void start() throws IOException {
    registry = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    registry.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    registry.createContext(
        "/v1/persons/check",
        exchange -> {
          asked.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
          if (silent) {
            try {
              released.await(20, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
              Thread.currentThread().interrupt();
            }
          }
          byte[] body = answer.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(status, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    registry.start();
    Map<String, Object> settings = new HashMap<>(TestDatabase.create());
    settings.put("khue.people.registry.url", "http://127.0.0.1:" + registry.getAddress().getPort());
    settings.put("khue.people.registry.timeout", "500ms");
    settings.put("khue.people.registry.tries", "2");
    cloud = TestCloud.start(settings);
    Schools.in(cloud);
  }

  @AfterEach
  void stop() {
    released.countDown();
    cloud.close();
    registry.stop(0);
  }

  private UUID numbered(String given, String number) {
    Person person = pupil(cloud, SCHOOL, "Xác Thị", given);
    at(
        SCHOOL,
        "people.write",
        () ->
            cloud
                .bean(Identifiers.class)
                .add(person.id(), IdentifierScheme.NATIONAL, number, null, START, null));
    return person.id();
  }

  private Verification verify(UUID person) {
    return at(SCHOOL, "people.verify", () -> cloud.bean(Verifications.class).verify(person));
  }

  @Test
  void whatTheRegistrySaysIsKeptWithTimeAndSource() {
    UUID person = numbered("Đúng", "079313000111");
    Verification matched = verify(person);
    assertEquals(Verification.State.MATCHED, matched.state());
    assertTrue(matched.source().startsWith("127.0.0.1:"), matched.source());
    assertEquals(
        "{\"birthDate\":\"2013-03-14\",\"name\":\"Xác Thị Đúng\",\"number\":\"079313000111\","
            + "\"sex\":\"female\"}",
        asked.getFirst());
    answer = "{\"result\":\"MISMATCH\",\"fields\":[\"birthDate\",\"something-new\"]}";
    assertEquals(Set.of("birthDate"), verify(person).fields());
    answer = "{\"result\":\"NOT_FOUND\"}";
    assertEquals(Verification.State.NOT_FOUND, verify(person).state());
    assertEquals(
        Verification.State.NOT_FOUND,
        at(SCHOOL, "people.read", () -> cloud.bean(Verifications.class).of(person)).state());
  }

  @Test
  void aChangedNameMustBeVerifiedAgain() {
    UUID id = numbered("Đổi", "079313000222");
    verify(id);
    Person person =
        at(SCHOOL, "people.read", () -> cloud.bean(People.class).find(id)).orElseThrow();
    Facts renamed =
        Facts.of(new PersonName("Tên", "Khác"), person.facts().birthDate(), person.facts().sex());
    at(
        SCHOOL,
        "people.write",
        () -> cloud.bean(People.class).change(id, person.version(), renamed));
    assertEquals(
        Verification.State.UNVERIFIED,
        at(SCHOOL, "people.read", () -> cloud.bean(Verifications.class).of(id)).state());
  }

  @Test
  void aRegistryThatIsAwayOrSilentIsUnavailableAndThenRests() {
    UUID person = numbered("Im", "079313000333");
    silent = true;
    assertEquals(Verification.State.UNAVAILABLE, verify(person).state());
    assertEquals(2, asked.size());
    silent = false;
    status = 503;
    assertEquals(Verification.State.UNAVAILABLE, verify(person).state());
    assertEquals(4, asked.size());
    verify(person);
    assertEquals(5, asked.size(), "after five failures nobody asks");
    verify(person);
    assertEquals(5, asked.size());
  }

  @Test
  void anAnswerThatIsNotUnderstoodIsNoMatch() {
    UUID person = numbered("Lạ", "079313000444");
    for (String strange : List.of("", "null", "[]", "{\"result\":\"YES\"}", "<html>")) {
      answer = strange;
      assertFalse(verify(person).state() == Verification.State.MATCHED, strange);
    }
  }

  @Test
  void aRunAsksAboutThoseWhoWaitAndGoesOnAfterABreak() {
    UUID one = numbered("Một", "079313000555");
    UUID two = numbered("Hai", "079313000666");
    pupil(cloud, SCHOOL, "Không", "Số");
    Verifications verifications = cloud.bean(Verifications.class);
    assertEquals(2, at(SCHOOL, "people.verify", () -> verifications.start(SCHOOL)));
    status = 500;
    assertEquals(0, verifications.runPending());
    status = 200;
    assertEquals(2, verifications.runPending());
    for (UUID person : List.of(one, two)) {
      assertEquals(
          Verification.State.MATCHED,
          at(SCHOOL, "people.read", () -> verifications.of(person)).state());
    }
    assertEquals(0, at(SCHOOL, "people.verify", () -> verifications.start(SCHOOL)));
  }

  @Test
  void somebodyWithoutANumberCannotBeVerified() {
    Person person = pupil(cloud, SCHOOL, "Không", "Có");
    ProblemException refused = assertThrows(ProblemException.class, () -> verify(person.id()));
    assertEquals(409, refused.status().getCode());
  }
}
