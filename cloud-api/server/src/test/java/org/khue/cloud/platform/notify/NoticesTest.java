package org.khue.cloud.platform.notify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import com.sun.net.httpserver.HttpServer;
import jakarta.mail.Message;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.khue.cloud.TestCloud;
import org.khue.cloud.platform.db.TestDatabase;
import org.khue.cloud.platform.db.Transactions;
import org.khue.cloud.platform.security.Acting;
import org.khue.cloud.platform.security.Caller;
import org.khue.web.Language;

/// Notices on the page, by a real SMTP server, and by a provider that speaks HTTP.
class NoticesTest {
  private static final UUID READER = UUID.randomUUID();

  private final Map<UUID, Contact> contacts = new ConcurrentHashMap<>();
  private final List<String> received = new CopyOnWriteArrayList<>();
  private final AtomicInteger busy = new AtomicInteger();
  private GreenMail mail;
  private HttpServer provider;
  private TestCloud cloud;

  private final class Book implements ContactBook {
    @Override
    public Optional<Contact> find(UUID account) {
      return Optional.ofNullable(contacts.get(account));
    }
  }

  @BeforeEach
  void start() throws Exception {
    mail = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    mail.start();
    provider = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    provider.createContext(
        "/messages",
        exchange -> {
          String body =
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
          boolean later = busy.getAndUpdate(left -> Math.max(0, left - 1)) > 0;
          boolean unknown = body.contains("000\"");
          if (!later && !unknown) {
            received.add(exchange.getRequestHeaders().getFirst("Idempotency-Key") + " " + body);
          }
          byte[] answer = "{\"id\":\"m-1\",\"cost\":350}".getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(later ? 503 : unknown ? 422 : 202, answer.length);
          exchange.getResponseBody().write(answer);
          exchange.close();
        });
    provider.start();
    String url = "http://127.0.0.1:" + provider.getAddress().getPort();
    Map<String, Object> settings = new HashMap<>(TestDatabase.create());
    settings.putAll(
        Map.of(
            "khue.mail.host", "127.0.0.1",
            "khue.mail.port", mail.getSmtp().getPort(),
            "khue.mail.security", "none",
            "khue.mail.from", "khue@truong.example",
            "khue.messages.sms.url", url,
            "khue.messages.sms.token", "secret",
            "khue.notify.poll", "50ms",
            "khue.notify.first-pause", "50ms",
            "khue.site", "https://khue.example"));
    settings.put("khue.notify.attempts", 3);
    settings.put("khue.notify.quiet-from", "12:00");
    settings.put("khue.notify.quiet-to", "12:00");
    cloud = TestCloud.start(settings, new Book());
  }

  @AfterEach
  void stop() {
    cloud.close();
    provider.stop(0);
    mail.stop();
  }

  private static Acting reader(UUID account) {
    return new Acting(new Caller(Caller.Kind.PERSON, account, null, "reader", List.of()), "");
  }

  private boolean send(UUID account, Notice.Weight weight, String dedupe) {
    // Somebody without any scope may tell somebody something.
    return reader(UUID.randomUUID())
        .call(() ->
            cloud
                .bean(Transactions.class)
                .run(
                    "telling",
                    transaction ->
                        cloud
                            .bean(Notices.class)
                            .send(
                                transaction,
                                new Notice(
                                    account,
                                    "notices.title",
                                    "notices.bell",
                                    Map.of("count", 3),
                                    "/jobs",
                                    weight,
                                    dedupe))));
  }

  private void await(String sql, long expected) {
    Awaitility.await()
        .atMost(30, TimeUnit.SECONDS)
        .untilAsserted(() -> assertEquals(expected, cloud.count(sql)));
  }

  @Test
  void aNoticeStandsOnItsReadersPageAloneUntilItIsRead() {
    assertTrue(send(READER, Notice.Weight.NORMAL, "one"));
    assertFalse(send(READER, Notice.Weight.NORMAL, "one"), "the same is not told twice");
    assertTrue(send(UUID.randomUUID(), Notice.Weight.NORMAL, "one"));
    Notices notices = cloud.bean(Notices.class);
    reader(READER)
        .run(() -> {
          assertEquals(1, notices.unread());
          NoticeLine line = notices.mine().getFirst();
          assertEquals(Optional.of("/jobs"), notices.read(line.id()));
          assertEquals(0, notices.unread());
        });
    UUID id = reader(READER).call(notices::mine).getFirst().id();
    assertEquals(Optional.empty(), reader(UUID.randomUUID()).call(() -> notices.read(id)));
  }

  @Test
  void mailComesInTheReadersLanguageThroughARealServer() throws Exception {
    contacts.put(READER, new Contact(Language.VI, "be@truong.example", null, null, Set.of()));
    send(READER, Notice.Weight.NORMAL, "x");
    assertTrue(mail.waitForIncomingEmail(30_000, 1));
    Message got = mail.getReceivedMessages()[0];
    assertEquals("Thông báo", got.getSubject());
    String body = String.valueOf(got.getContent());
    assertTrue(body.contains("3 tin chưa đọc") && body.contains("https://khue.example/jobs"), body);
    await("SELECT count(*) FROM platform.notice_delivery WHERE state = 'SENT'", 1);
  }

  @Test
  void aBusyProviderIsTriedAgainAndTheCostIsCounted() {
    busy.set(2);
    contacts.put(READER, new Contact(Language.EN, null, "+84912345678", null, Set.of("sms")));
    send(READER, Notice.Weight.IMPORTANT, "x");
    await("SELECT coalesce(sum(cost), 0) FROM platform.notice_delivery WHERE state = 'SENT'", 350);
    assertEquals(3, cloud.count("SELECT attempts FROM platform.notice_delivery WHERE cost > 0"));
    assertEquals(1, received.size());
    assertTrue(received.getFirst().contains("+84912345678"));
  }

  @Test
  void withoutConsentNoPaidChannelIsUsed() {
    contacts.put(READER, new Contact(Language.VI, null, "+84912345678", null, Set.of()));
    send(READER, Notice.Weight.URGENT, "x");
    await(
        "SELECT count(*) FROM platform.notice_delivery WHERE channel = 'sms' AND state = 'SKIPPED'"
            + " AND fault = 'no consent'",
        1);
    await("SELECT count(*) FROM platform.notice WHERE next_at IS NOT NULL", 0);
    assertEquals(List.of(), received);
  }

  @Test
  void aDeadMailServerGivesWayToAPaidChannel() {
    mail.stop();
    contacts.put(
        READER, new Contact(Language.VI, "be@truong.example", "+84912345678", null, Set.of("sms")));
    send(READER, Notice.Weight.IMPORTANT, "x");
    await(
        "SELECT count(*) FROM platform.notice_delivery WHERE (channel, state) IN"
            + " (('email', 'FAILED'), ('sms', 'SENT'))",
        2);
    assertEquals(
        0,
        cloud.count(
            "SELECT count(*) FROM platform.notice_delivery WHERE fault LIKE '%truong.example%'"));
  }

  @Test
  void aRefusedNumberIsNotTriedAgain() {
    contacts.put(READER, new Contact(Language.VI, null, "+84912345000", null, Set.of("sms")));
    send(READER, Notice.Weight.IMPORTANT, "x");
    await(
        "SELECT count(*) FROM platform.notice_delivery WHERE state = 'FAILED' AND attempts = 1", 1);
    await("SELECT count(*) FROM platform.notice WHERE next_at IS NOT NULL", 0);
  }
}
