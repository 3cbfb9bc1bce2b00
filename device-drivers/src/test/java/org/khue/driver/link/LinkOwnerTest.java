package org.khue.driver.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.khue.driver.Fault;
import org.khue.driver.LinkException;
import org.khue.driver.Outcome;
import org.khue.driver.RealTime;

class LinkOwnerTest {
  private final List<ReplayLink> made = new ArrayList<>();
  private final List<String> greeted = new ArrayList<>();
  private Dialogue dialogue = Dialogue.of();

  private final LinkOwner owner =
      new LinkOwner(
          () -> {
            made.add(new ReplayLink(dialogue, "recording"));
            return made.getLast();
          },
          (link, deadline) -> greeted.add("hello"));

  private Outcome<String> run(LinkOwner.Exchange<String> exchange) {
    return owner.run(RealTime.inMillis(300), exchange);
  }

  private static String codeOf(Outcome<String> outcome) {
    return assertInstanceOf(Outcome.Failed.class, outcome).fault().code();
  }

  @Test
  void oneLinkServesManyExchangesAndIsGreetedOnce() {
    run((link, by) -> Outcome.ok("a"));
    run((link, by) -> Outcome.ok("b"));
    assertEquals(1, made.size());
    assertEquals(List.of("hello"), greeted);
  }

  @Test
  void aLinkThatIsGoneIsReplaced() {
    assertEquals(
        "gone",
        codeOf(
            run((link, by) -> {
              throw new LinkException(new Fault.Gone("unplugged"));
            })));
    assertEquals(Outcome.ok("again"), run((link, by) -> Outcome.ok("again")));
    assertEquals(2, made.size());
  }

  @Test
  void aTimeoutKeepsTheLink() {
    assertEquals(
        "timeout",
        codeOf(
            run((link, by) -> {
              throw new LinkException(new Fault.Timeout("nothing came"));
            })));
    run((link, by) -> Outcome.ok("again"));
    assertEquals(1, made.size());
  }

  @Test
  void aBugInAnExchangeGivesTheLinkUp() {
    assertThrows(
        IllegalStateException.class,
        () ->
            run((link, by) -> {
              throw new IllegalStateException("bug");
            }));
    run((link, by) -> Outcome.ok("again"));
    assertEquals(2, made.size());
  }

  @Test
  void whatCameUnaskedIsThrownAway() {
    dialogue = Dialogue.of(Dialogue.answer("late"), Dialogue.ask("?"), Dialogue.answer("new"));
    run((link, by) -> Outcome.ok("first"));
    Outcome<String> outcome =
        run((link, by) -> {
          link.write(new byte[] {'?'}, by);
          byte[] buffer = new byte[10];
          return Outcome.ok(
              new String(buffer, 0, link.read(buffer, by), StandardCharsets.US_ASCII));
        });
    assertEquals(Outcome.ok("new"), outcome);
  }

  @Test
  void exchangesTakeTurnsAndWaitingIsBounded() throws Exception {
    CountDownLatch inside = new CountDownLatch(1);
    CountDownLatch leave = new CountDownLatch(1);
    CompletableFuture<Outcome<String>> first =
        CompletableFuture.supplyAsync(() ->
            owner.run(
                RealTime.inMillis(5_000),
                (link, by) -> {
                  inside.countDown();
                  await(leave);
                  return Outcome.ok("first");
                }));
    assertTrue(inside.await(5, TimeUnit.SECONDS));
    assertEquals("busy", codeOf(run((link, by) -> Outcome.ok("second"))));
    leave.countDown();
    assertEquals(Outcome.ok("first"), first.get(5, TimeUnit.SECONDS));
  }

  private static void await(CountDownLatch latch) {
    try {
      assertTrue(latch.await(5, TimeUnit.SECONDS));
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void withoutALinkTheCarefulCallIsGone() {
    assertEquals(
        "gone",
        codeOf(owner.runIfConnected(RealTime.inMillis(100), (link, by) -> Outcome.ok("x"))));
    assertEquals(0, made.size());
    run((link, by) -> Outcome.ok("connects"));
    assertEquals(
        Outcome.ok("x"),
        owner.runIfConnected(RealTime.inMillis(100), (link, by) -> Outcome.ok("x")));
  }

  @Test
  void aClosedOwnerMakesNoLinkAnyMore() {
    run((link, by) -> Outcome.ok("a"));
    owner.close();
    owner.close();
    assertEquals("gone", codeOf(run((link, by) -> Outcome.ok("b"))));
    assertEquals(1, made.size());
    assertTrue(!made.getFirst().isOpen());
  }
}
