package org.khue.cloud.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.khue.cloud.TestCloud;
import org.khue.cloud.pages.Reader;
import org.khue.cloud.platform.db.TestDatabase;

/// A forgotten password, from the confirmed address to the new password, by a real SMTP server.
class PasswordResetTest {
  private static final UUID SCHOOL = UUID.randomUUID();
  private static final String OLD = "ba con mèo trèo cây cau";
  private static final String NEW = "bốn con vịt qua sông";
  private static final String CODE = "([0-9A-Z]{4}(?:-[0-9A-Z]{4}){3})";

  private static GreenMail mail;
  private static TestCloud cloud;

  @BeforeAll
  static void start() {
    mail = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    mail.start();
    Map<String, Object> settings = new HashMap<>(TestDatabase.create());
    settings.putAll(
        Map.of(
            "khue.mail.host",
            "127.0.0.1",
            "khue.mail.port",
            mail.getSmtp().getPort(),
            "khue.mail.security",
            "none",
            "khue.mail.from",
            "khue@truong.example",
            "khue.notify.poll",
            "50ms",
            "khue.notify.quiet-from",
            "12:00",
            "khue.notify.quiet-to",
            "12:00",
            "khue.site",
            "https://khue.example"));
    cloud = TestCloud.start(settings);
  }

  @AfterAll
  static void stop() {
    cloud.close();
    mail.stop();
  }

  /// An account with a password, and with an address that its owner confirmed on the pages.
  private static UUID member(String login) {
    UUID account = Members.member(cloud, login, Role.TEACHER, SCHOOL);
    try (Browser browser = Browser.of(cloud, account)) {
      assertEquals(
          303,
          browser
              .post("/login/password", Browser.form("password", OLD, "again", OLD))
              .statusCode());
      assertEquals(
          200,
          browser
              .post("/profile/mail", Browser.form("address", login + "@Truong.Example"))
              .statusCode());
      String code = Browser.found(CODE, letter(login, "xác nhận địa chỉ", 1));
      assertEquals(
          422,
          browser
              .post("/profile/mail/confirm", Browser.form("code", "0000-0000-0000-0000"))
              .statusCode());
      assertEquals(
          303, browser.post("/profile/mail/confirm", Browser.form("code", code)).statusCode());
    }
    return account;
  }

  private static List<String> letters(String login, String words) {
    return Arrays.stream(mail.getReceivedMessages())
        .filter(message -> to(message).equals(login + "@truong.example"))
        .map(PasswordResetTest::text)
        .filter(text -> text.contains(words))
        .toList();
  }

  private static String to(MimeMessage message) {
    try {
      return message.getAllRecipients()[0].toString();
    } catch (MessagingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String text(MimeMessage message) {
    try {
      return message.getContent().toString();
    } catch (MessagingException | IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /// The newest letter to that account, once there are so many.
  private static String letter(String login, String words, int count) {
    return Awaitility.await()
        .until(() -> letters(login, words), found -> found.size() >= count)
        .getLast();
  }

  private static HttpResponse<String> ask(Reader reader, String login) {
    return reader.post("/login/forgotten", Browser.form("login", login));
  }

  private static HttpResponse<String> set(Reader reader, String code, String password) {
    return reader.post(
        "/login/reset", Browser.form("code", code, "password", password, "again", password));
  }

  /// What the page says; around it stands the time of day.
  private static String said(HttpResponse<String> answer) {
    return answer.body().replaceFirst("(?s).*<main", "").replaceFirst("(?s)</main>.*", "");
  }

  @Test
  void aCodeByMailSetsANewPasswordOnceAndEndsAllSessions() {
    UUID account = member("reset.teacher");
    try (Browser before = Browser.of(cloud, account);
        Reader reader = new Reader(cloud)) {
      assertEquals(200, before.get("/profile").statusCode());
      HttpResponse<String> known = ask(reader, "reset.teacher");
      HttpResponse<String> unknown = ask(reader, "reset.nobody");
      assertEquals(200, known.statusCode());
      assertEquals(known.statusCode(), unknown.statusCode());
      assertEquals(said(known), said(unknown), "the answer tells nothing");
      String text = letter("reset.teacher", "đặt lại mật khẩu", 1);
      String code = Browser.found(CODE, text);
      assertTrue(text.contains("https://khue.example/login/reset#" + code), text);
      assertEquals(
          0,
          cloud.count(
              "SELECT count(*) FROM platform.notice WHERE args::text LIKE '%" + code + "%'"),
          "the code is kept nowhere");
      assertEquals(422, set(reader, code, "ngắn").statusCode());
      assertEquals(422, set(reader, "0000-0000-0000-0000", NEW).statusCode());
      assertEquals(303, set(reader, code, NEW).statusCode());
      assertEquals(422, set(reader, code, OLD).statusCode(), "once");
      assertEquals("/login", Browser.location(before.get("/profile")), "sessions ended");
      letter("reset.teacher", "mọi phiên đăng nhập đã kết thúc", 1);
    }
    try (Reader reader = new Reader(cloud)) {
      assertEquals(
          401,
          reader
              .post("/login", Browser.form("login", "reset.teacher", "password", OLD))
              .statusCode());
      assertEquals(
          303,
          reader
              .post("/login", Browser.form("login", "reset.teacher", "password", NEW))
              .statusCode());
    }
    assertEquals(
        List.of("account.reset-asked", "account.reset-done"),
        cloud
            .rows(
                "SELECT action FROM platform.audit WHERE action LIKE 'account.reset-%' AND subject = '"
                    + account
                    + "' ORDER BY seq")
            .stream()
            .map(row -> row.getFirst().toString())
            .toList());
  }

  @Test
  void anOldCodeIsRefusedAndASecondOneComesLater() {
    UUID account = member("reset.late");
    try (Reader reader = new Reader(cloud)) {
      ask(reader, "reset.late@truong.example");
      String code = Browser.found(CODE, letter("reset.late", "đặt lại mật khẩu", 1));
      ask(reader, "reset.late");
      cloud.execute(
          "UPDATE identity.mail_code SET expires_at = now() - interval '1 second' WHERE account_id = '"
              + account
              + "'");
      assertEquals(422, set(reader, code, NEW).statusCode());
      assertEquals(1, letters("reset.late", "đặt lại mật khẩu").size(), "one in two minutes");
      cloud.execute(
          "UPDATE identity.mail_code SET made_at = now() - interval '3 minutes' WHERE account_id = '"
              + account
              + "'");
      ask(reader, "reset.late");
      letter("reset.late", "đặt lại mật khẩu", 2);
    }
  }

  @Test
  void askingAndGuessingAreSlowed() {
    try (Reader reader = new Reader(cloud)) {
      int refused = 0;
      for (int i = 0; i < 8; i++) {
        refused += ask(reader, "reset.flood").statusCode() == 429 ? 1 : 0;
      }
      assertTrue(refused >= 2, refused + " of 8 were refused");
      int slowed = 0;
      for (int i = 0; i < 8; i++) {
        slowed += set(reader, "0000-0000-0000-000" + i, NEW).statusCode() == 429 ? 1 : 0;
      }
      assertTrue(slowed >= 2, slowed + " of 8 were slowed");
    }
  }

  @Test
  void theOldAddressIsToldOfTheChange() {
    UUID account = member("reset.moved");
    try (Browser browser = Browser.of(cloud, account)) {
      assertTrue(browser.get("/profile/mail").body().contains("reset.moved@truong.example"));
      assertEquals(303, browser.post("/profile/mail/remove", "").statusCode());
      assertFalse(browser.get("/profile/mail").body().contains("reset.moved@truong.example"));
    }
    letter("reset.moved", "địa chỉ cũ", 1);
  }

  @Test
  void aChangeOfAddressNeedsAFreshProof() {
    UUID account = Members.member(cloud, "reset.stale", Role.TEACHER, SCHOOL);
    try (Browser browser = Browser.of(cloud, account)) {
      cloud.execute(
          "UPDATE identity.session SET fresh_at = now() - interval '11 minutes' WHERE account_id = '"
              + account
              + "'");
      HttpResponse<String> asked =
          browser.post("/profile/mail", Browser.form("address", "dieb@truong.example"));
      assertTrue(Browser.location(asked).startsWith("/login/confirm"), Browser.location(asked));
    }
  }
}
