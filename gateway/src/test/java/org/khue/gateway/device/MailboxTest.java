package org.khue.gateway.device;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.khue.driver.Sample;
import org.khue.driver.Value;
import org.khue.gateway.testing.ManualTime;

class MailboxTest {
  private final ManualTime time = new ManualTime();
  private final Mailbox mailbox = new Mailbox();

  @Test
  void aWaitingGaugeIsReplacedAndKeepsItsPlace() throws Exception {
    gauge("power", 1);
    gauge("voltage", 230);
    gauge("power", 2);
    assertEquals(List.of("power=2.0", "voltage=230.0"), all());
    gauge("power", 3);
    assertEquals(List.of("power=3.0"), all());
  }

  @Test
  void valuesThatMustBeKeptKeepTheirOrder() throws Exception {
    mailbox.value(Sample.number("tick", 1, time), false);
    mailbox.value(Sample.number("tick", 2, time), false);
    assertEquals(List.of("tick=1.0", "tick=2.0"), all());
  }

  @Test
  void aFullLineGivesUpValuesAndSaysSo() throws Exception {
    for (int i = 0; i < Mailbox.MOST_VALUES + 3; i++) {
      mailbox.value(Sample.number("tick", i, time), false);
    }
    assertEquals(3, mailbox.dropped());
    List<String> all = all();
    assertEquals(Mailbox.MOST_VALUES + 1, all.size());
    assertEquals("tick overflow", all.getLast());
  }

  @Test
  void aFullLineRefusesEvents() throws Exception {
    CompletableFuture<Void> last = new CompletableFuture<>();
    for (int i = 0; i < Mailbox.MOST_EVENTS; i++) {
      event(new CompletableFuture<>());
    }
    event(last);
    assertTrue(last.isCompletedExceptionally());
    assertEquals(Mailbox.MOST_EVENTS, all().size());
    CompletableFuture<Void> again = new CompletableFuture<>();
    event(again);
    assertTrue(!again.isDone());
  }

  @Test
  void anEmptyBoxWaitsNoLongerThanAsked() throws Exception {
    assertNull(mailbox.take(Duration.ofMillis(1)));
  }

  private void gauge(String point, double value) {
    mailbox.value(Sample.number(point, value, time), true);
  }

  private void event(CompletableFuture<Void> kept) {
    mailbox.event(new Mailbox.Item.Event("card.tap", Map.of(), 1, 2, kept));
  }

  private List<String> all() throws InterruptedException {
    List<String> all = new ArrayList<>();
    for (Mailbox.Item item = mailbox.take(Duration.ZERO);
        item != null;
        item = mailbox.take(Duration.ZERO)) {
      all.add(
          switch (item) {
            case Mailbox.Item.Value value ->
                value.sample().point() + "=" + ((Value.Num) value.sample().value()).value();
            case Mailbox.Item.Failure failure -> failure.point() + " " + failure.code();
            case Mailbox.Item.Event event -> event.kind();
            case Mailbox.Item.Connected connected -> "connected";
            case Mailbox.Item.Disconnected disconnected -> disconnected.code();
          });
    }
    return all;
  }
}
