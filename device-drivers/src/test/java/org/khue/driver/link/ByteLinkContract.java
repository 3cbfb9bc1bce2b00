package org.khue.driver.link;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.khue.driver.ByteLink;
import org.khue.driver.Fault;
import org.khue.driver.LinkException;
import org.khue.driver.RealTime;

/// What every link keeps.
abstract class ByteLinkContract {
  private static final Duration AMPLE = Duration.ofSeconds(5);

  /// A link, not yet open, to a device that plays its part of the dialogue.
  abstract ByteLink linkTo(Dialogue dialogue) throws Exception;

  /// Waits until the device has played its part, and fails if it heard something else.
  abstract void finish() throws Exception;

  abstract void closeAll() throws Exception;

  @AfterEach
  final void cleanUp() throws Exception {
    closeAll();
  }

  private ByteLink openTo(Dialogue dialogue) throws Exception {
    ByteLink link = linkTo(dialogue);
    link.open(RealTime.in(AMPLE));
    return link;
  }

  private static byte[] readAll(ByteLink link, int length) throws LinkException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    while (all.size() < length) {
      byte[] buffer = new byte[Math.min(1000, length - all.size())];
      int count = link.read(buffer, RealTime.in(AMPLE));
      assertTrue(count >= 1 && count <= buffer.length, () -> "read " + count);
      all.write(buffer, 0, count);
    }
    return all.toByteArray();
  }

  private static Fault faultOf(ThrowingCall call) {
    return assertThrows(LinkException.class, call::run).fault();
  }

  /// A call that may fail.
  interface ThrowingCall {
    void run() throws Exception;
  }

  @Test
  void aQuestionAndItsAnswerGoThrough() throws Exception {
    ByteLink link = openTo(Dialogue.of(Dialogue.ask("*IDN?\n"), Dialogue.answer("Khuê,T1\r\n")));
    link.write("*IDN?\n".getBytes(StandardCharsets.UTF_8), RealTime.in(AMPLE));
    assertEquals("Khuê,T1\r\n", new String(readAll(link, 10), StandardCharsets.UTF_8));
    finish();
  }

  @Test
  void everyByteValueGoesThroughUnchangedBothWays() throws Exception {
    byte[] all = new byte[256];
    for (int i = 0; i < all.length; i++) {
      all[i] = (byte) i;
    }
    ByteLink link = openTo(Dialogue.of(new Dialogue.Turn.Ask(all), new Dialogue.Turn.Answer(all)));
    link.write(all, RealTime.in(AMPLE));
    assertArrayEquals(all, readAll(link, all.length));
    finish();
  }

  @Test
  void aLongAnswerArrivesWhole() throws Exception {
    byte[] longAnswer = new byte[20_000];
    new Random(5).nextBytes(longAnswer);
    ByteLink link = openTo(Dialogue.of(Dialogue.ask("?"), new Dialogue.Turn.Answer(longAnswer)));
    link.write(new byte[] {'?'}, RealTime.in(AMPLE));
    assertArrayEquals(longAnswer, readAll(link, longAnswer.length));
  }

  @Test
  void itTellsWhetherItIsOpenAndWhereItLeads() throws Exception {
    ByteLink link = linkTo(Dialogue.of());
    assertFalse(link.isOpen());
    assertFalse(link.target().isBlank());
    link.open(RealTime.in(AMPLE));
    assertTrue(link.isOpen());
    link.open(RealTime.in(AMPLE));
    assertTrue(link.isOpen(), "after the second opening");
    link.close();
    assertFalse(link.isOpen());
  }

  @Test
  void aReadWithoutAnAnswerEndsAtItsDeadline() throws Exception {
    ByteLink link = openTo(Dialogue.of());
    long start = System.nanoTime();
    Fault fault = faultOf(() -> link.read(new byte[10], RealTime.inMillis(200)));
    long took = (System.nanoTime() - start) / 1_000_000;
    assertEquals("timeout", fault.code(), fault::message);
    assertTrue(took >= 190 && took < 900, () -> took + " ms");
    assertTrue(link.isOpen(), "a timeout does not close");
  }

  @Test
  void aReadAfterItsDeadlineEndsAtOnce() throws Exception {
    ByteLink link = openTo(Dialogue.of());
    long start = System.nanoTime();
    assertEquals("timeout", faultOf(() -> link.read(new byte[10], RealTime.inMillis(0))).code());
    assertTrue(System.nanoTime() - start < 400_000_000L);
  }

  @Test
  void closingFromAnotherThreadEndsABlockedRead() throws Exception {
    ByteLink link = openTo(Dialogue.of());
    CompletableFuture<Fault> ended = new CompletableFuture<>();
    Thread reader =
        Thread.ofPlatform()
            .start(() ->
                ended.complete(
                    faultOf(() -> link.read(new byte[10], RealTime.in(Duration.ofMinutes(1))))));
    Awaitility.await()
        .pollDelay(Duration.ofMillis(100))
        .until(() -> reader.getState() != Thread.State.NEW);
    long start = System.nanoTime();
    link.close();
    assertEquals("gone", ended.get(1, TimeUnit.SECONDS).code());
    assertTrue(System.nanoTime() - start < 1_000_000_000L);
  }

  @Test
  void aClosedLinkStaysClosed() throws Exception {
    ByteLink link = openTo(Dialogue.of());
    link.close();
    link.close();
    assertEquals("gone", faultOf(() -> link.open(RealTime.in(AMPLE))).code());
    assertEquals("gone", faultOf(() -> link.read(new byte[1], RealTime.in(AMPLE))).code());
    assertEquals("gone", faultOf(() -> link.write(new byte[1], RealTime.in(AMPLE))).code());
    assertEquals("gone", faultOf(link::drain).code());
  }

  @Test
  void aLinkNeverOpenedIsGone() throws Exception {
    ByteLink link = linkTo(Dialogue.of());
    assertEquals("gone", faultOf(() -> link.read(new byte[1], RealTime.in(AMPLE))).code());
    assertEquals("gone", faultOf(() -> link.write(new byte[1], RealTime.in(AMPLE))).code());
  }

  @Test
  void whatCameBeforeThePeerHungUpIsReadAndThenItIsGone() throws Exception {
    ByteLink link =
        openTo(Dialogue.of(Dialogue.ask("?"), Dialogue.answer("half"), new Dialogue.Turn.HangUp()));
    link.write(new byte[] {'?'}, RealTime.in(AMPLE));
    assertEquals("half", new String(readAll(link, 4), StandardCharsets.US_ASCII));
    Fault fault = faultOf(() -> link.read(new byte[10], RealTime.in(AMPLE)));
    assertEquals("gone", fault.code(), fault::message);
    assertFalse(link.isOpen());
  }

  @Test
  void drainingThrowsAwayOnlyWhatHasArrived() throws Exception {
    ByteLink link =
        openTo(
            Dialogue.of(
                Dialogue.ask("?"),
                Dialogue.answer("old answer"),
                Dialogue.ask("!"),
                Dialogue.answer("new")));
    link.write(new byte[] {'?'}, RealTime.in(AMPLE));
    readAll(link, 1);
    Awaitility.await().pollDelay(Duration.ofMillis(100)).until(() -> true);
    link.drain();
    link.write(new byte[] {'!'}, RealTime.in(AMPLE));
    assertEquals("new", new String(readAll(link, 3), StandardCharsets.US_ASCII));
  }
}
