package org.khue.cloud.platform.notify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.khue.web.Language;

class PlanTest {
  private static final ZoneId ZONE = ZoneId.of("Asia/Ho_Chi_Minh");
  private static final QuietHours QUIET =
      new QuietHours(LocalTime.of(21, 0), LocalTime.of(6, 30), ZONE);
  private static final Instant NOON = Instant.parse("2026-11-24T05:00:00Z");
  private static final Instant NIGHT = Instant.parse("2026-11-24T15:00:00Z"); // 22:00 there
  private static final List<Channel> CHANNELS =
      List.of(new Fake("email", false), new Fake("zalo", true), new Fake("sms", true));

  private record Fake(String name, boolean paid) implements Channel {
    @Override
    public int order() {
      return 0;
    }

    @Override
    public @Nullable String address(Contact contact) {
      return switch (name) {
        case "email" -> contact.email();
        case "zalo" -> contact.zalo();
        default -> contact.phone();
      };
    }

    @Override
    public Outcome send(Message message) {
      throw new AssertionError("a plan sends nothing");
    }
  }

  private static NoticeLine notice(Notice.Weight weight, @Nullable Instant readAt) {
    return new NoticeLine(
        UUID.randomUUID(), "notices.title", "notices.title", Map.of(), "/", weight, NOON, readAt);
  }

  private static Contact contact(@Nullable String email, String... paid) {
    return new Contact(Language.VI, email, "+84912345678", "z-1", Set.of(paid));
  }

  private static DeliveryStore.Try made(DeliveryStore.State state, int attempts) {
    return new DeliveryStore.Try(state, attempts, "", "", 0);
  }

  private static String next(
      Notice.Weight weight,
      @Nullable Contact contact,
      Map<String, DeliveryStore.Try> tries,
      Instant now) {
    Plan plan = Plan.of(notice(weight, null), contact, CHANNELS, tries, QUIET, now);
    return switch (plan.then()) {
      case Plan.Then.Done _ -> "done";
      case Plan.Then.Wait wait -> "wait " + wait.until();
      case Plan.Then.Send send -> send.channel().name();
    };
  }

  @Test
  void freeChannelsComeFirst() {
    Contact all = contact("a@b.vn", "zalo", "sms");
    assertEquals("email", next(Notice.Weight.IMPORTANT, all, Map.of(), NOON));
    Map<String, DeliveryStore.Try> failed = Map.of("email", made(DeliveryStore.State.FAILED, 5));
    assertEquals("zalo", next(Notice.Weight.IMPORTANT, all, failed, NOON));
    Map<String, DeliveryStore.Try> sent = Map.of("email", made(DeliveryStore.State.SENT, 1));
    assertEquals("done", next(Notice.Weight.URGENT, all, sent, NOON));
  }

  @Test
  void aPaidChannelNeedsConsentForItselfAndAWeightyMatter() {
    assertEquals("done", next(Notice.Weight.URGENT, contact(null), Map.of(), NOON));
    assertEquals("sms", next(Notice.Weight.URGENT, contact(null, "sms"), Map.of(), NOON));
    assertEquals("done", next(Notice.Weight.NORMAL, contact(null, "sms"), Map.of(), NOON));
  }

  @Test
  void nobodyIsReachedWhomNobodyKnows() {
    assertEquals("done", next(Notice.Weight.URGENT, null, Map.of(), NOON));
  }

  @Test
  void quietHoursHoldBackAllButWhatIsUrgent() {
    Contact mail = contact("a@b.vn");
    assertEquals("wait 2026-11-24T23:30:00Z", next(Notice.Weight.IMPORTANT, mail, Map.of(), NIGHT));
    assertEquals("email", next(Notice.Weight.URGENT, mail, Map.of(), NIGHT));
  }

  @Test
  void whatWasReadIsNotSent() {
    Plan plan =
        Plan.of(
            notice(Notice.Weight.URGENT, NOON), contact("a@b.vn"), CHANNELS, Map.of(), QUIET, NOON);
    assertInstanceOf(Plan.Then.Done.class, plan.then());
  }

  @Test
  void quietHoursEndInTheMorning() {
    for (String[] row :
        new String[][] {
          {"2026-11-24T13:59:59Z", "2026-11-24T13:59:59Z"}, // 20:59:59
          {"2026-11-24T14:00:00Z", "2026-11-24T23:30:00Z"}, // 21:00
          {"2026-11-24T17:00:00Z", "2026-11-24T23:30:00Z"}, // midnight
          {"2026-11-24T23:29:59Z", "2026-11-24T23:30:00Z"}, // 06:29:59
          {"2026-11-24T23:30:00Z", "2026-11-24T23:30:00Z"}, // 06:30
        }) {
      assertEquals(Instant.parse(row[1]), QUIET.allowed(Instant.parse(row[0])), row[0]);
    }
    QuietHours noonRest = new QuietHours(LocalTime.of(11, 30), LocalTime.of(13, 30), ZONE);
    assertEquals(Instant.parse("2026-11-24T06:30:00Z"), noonRest.allowed(NOON));
    QuietHours never = new QuietHours(LocalTime.NOON, LocalTime.NOON, ZONE);
    assertEquals(NOON, never.allowed(NOON));
  }
}
