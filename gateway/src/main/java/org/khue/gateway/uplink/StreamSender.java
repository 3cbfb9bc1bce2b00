package org.khue.gateway.uplink;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.khue.contract.Ack;
import org.khue.contract.Batch;
import org.khue.contract.Gap;
import org.khue.contract.Stream;
import org.khue.contract.Topics;
import org.khue.contract.wire.BatchCodec;
import org.khue.contract.wire.EntryWriter;
import org.khue.gateway.clock.GatewayClock;
import org.khue.gateway.journal.Journal;
import org.khue.gateway.journal.Journal.Stored;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Sends one stream of the journal, batch by batch, a few of them unacknowledged at a time.
///
/// Each connection begins with a question: an empty batch, which the cloud answers with its cursor.
/// That settles the numbers of a new journal, and shows whether one of the two sides has been set
/// back. From there batches follow one another. An acknowledgement moves the journal's cursor; a
/// refused one, or none for too long, moves the sending back to behind the cloud's cursor. What is
/// sent twice has no second effect in the cloud, so going back is always safe.
final class StreamSender implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(StreamSender.class);
  private static final Duration LOOK = Duration.ofMillis(250);
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration GIVE_WAY = Duration.ofMillis(5);
  private static final int GIVE_WAY_TURNS = 20;
  private static final long MAX_REFUSED_MILLIS = 30_000;
  private static final int TIMEOUTS_BEFORE_DROP = 2;

  private final Stream stream;
  private final UplinkSettings settings;
  private final Journal journal;
  private final GatewayClock clock;
  private final Link link;
  private final BooleanSupplier othersFirst;
  private final String topic;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition answered = lock.newCondition();
  private final Deque<Sent> inFlight = new ArrayDeque<>();
  private @Nullable Ack answer;
  private boolean asking;
  private long acknowledged;
  private long next;
  private long progressNanos;
  private int timeouts;
  private int staleRefusals;
  private int refusals;
  private volatile long lastAckWallMicros;
  private volatile @Nullable String fault;

  private record Sent(long firstSeq, long lastSeq) {}

  /// @param othersFirst whether something more urgent waits for the connection
  StreamSender(
      Stream stream,
      UplinkSettings settings,
      Journal journal,
      GatewayClock clock,
      Link link,
      BooleanSupplier othersFirst) {
    this.stream = stream;
    this.settings = settings;
    this.journal = journal;
    this.clock = clock;
    this.link = link;
    this.othersFirst = othersFirst;
    this.topic = Topics.up(settings.gateway(), stream);
  }

  long lastAckWallMicros() {
    return lastAckWallMicros;
  }

  @Nullable String fault() {
    return fault;
  }

  /// Whether it has something to send and may send it.
  boolean isBusy() {
    lock.lock();
    try {
      return !asking && inFlight.size() < settings.windowBatches() && hasUnsent();
    } finally {
      lock.unlock();
    }
  }

  private boolean hasUnsent() {
    try {
      return journal.await(stream, next, Duration.ZERO);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /// Works until its thread is interrupted.
  @Override
  public void run() {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        long session = link.awaitSession(SECOND);
        if (session != 0) {
          serve(session);
        }
      }
    } catch (InterruptedException e) {
      LOG.debug("The sender of {} ends", stream, e);
    }
  }

  private void serve(long session) throws InterruptedException {
    try {
      if (!settle(session)) {
        link.drop(session, "the cloud does not answer where it stands");
        return;
      }
      while (link.stands(session)) {
        goOn(session);
      }
    } catch (IOException e) {
      fault = "the journal cannot be read: " + e.getMessage();
      LOG.warn("{}", fault);
      Thread.sleep(SECOND);
    }
  }

  /// Finds out where the cloud stands.
  private boolean settle(long session) throws InterruptedException, IOException {
    long cursor = ask(session);
    Journal.Depth depth = journal.depth(stream);
    if (cursor >= 0 && journal.isNumbered(stream) && cursor < depth.acknowledgedSeq()) {
      // Either an answer to an older question, or the cloud was set back: ask again.
      Thread.sleep(SECOND);
      cursor = ask(session);
      depth = journal.depth(stream);
    }
    if (cursor < 0) {
      return false;
    }
    if (!journal.isNumbered(stream) || cursor > depth.durableSeq()) {
      journal.numberAfter(stream, cursor);
      depth = journal.depth(stream);
    }
    if (cursor > depth.acknowledgedSeq()) {
      journal.acknowledge(stream, cursor);
    }
    begin(cursor, Math.max(cursor, depth.acknowledgedSeq()));
    return cursor >= depth.acknowledgedSeq() || bridge(session, cursor, depth);
  }

  /// Asks the cloud for its cursor.
  ///
  /// @return it, or -1 if no answer came
  private long ask(long session) throws InterruptedException {
    long firstSeq = journal.isNumbered(stream) ? journal.depth(stream).acknowledgedSeq() + 1 : 1;
    byte[] question = batch(firstSeq, List.of());
    expectAnswer();
    try {
      return link.publish(session, topic, question, false) ? awaitAnswer(session) : -1;
    } finally {
      answerTaken();
    }
  }

  private void expectAnswer() {
    lock.lock();
    try {
      asking = true;
      answer = null;
      inFlight.clear();
    } finally {
      lock.unlock();
    }
  }

  private void answerTaken() {
    lock.lock();
    try {
      asking = false;
    } finally {
      lock.unlock();
    }
  }

  private long awaitAnswer(long session) throws InterruptedException {
    long until = System.nanoTime() + settings.ackTimeout().toNanos();
    lock.lockInterruptibly();
    try {
      while (answer == null && System.nanoTime() - until < 0 && link.stands(session)) {
        answered.awaitNanos(LOOK.toNanos());
      }
      return answer == null ? -1 : answer.upToSeq();
    } finally {
      lock.unlock();
    }
  }

  private void begin(long cursor, long newAcknowledged) {
    lock.lock();
    try {
      acknowledged = newAcknowledged;
      next = newAcknowledged + 1;
      inFlight.clear();
      timeouts = 0;
      refusals = 0;
      staleRefusals = 0;
      progressNanos = System.nanoTime();
    } finally {
      lock.unlock();
    }
    fault = null;
    LOG.debug("{} goes on behind {}", stream, cursor);
  }

  /// The cloud was set back behind what it had acknowledged, and that is deleted here: tells it how
  /// many entries it is missing.
  private boolean bridge(long session, long cursor, Journal.Depth depth) {
    long missing = depth.acknowledgedSeq() - cursor;
    LOG.error(
        "The cloud has lost {} entries of {} that it had acknowledged (it stands at {}, was at {})",
        missing,
        stream.wireName(),
        cursor,
        depth.acknowledgedSeq());
    Gap gap = new Gap(clock.now(), missing, 0, 0, "cloud-restored");
    return link.publish(
        session, topic, batch(cursor + 1, List.of(new EntryWriter().write(gap))), false);
  }

  private byte[] batch(long firstSeq, List<byte[]> entries) {
    return BatchCodec.write(
        stream, firstSeq, clock.boot(), clock.time().monotonicMicros(), entries);
  }

  private void goOn(long session) throws InterruptedException, IOException {
    if (lacksAnswer(session) || isWindowFull()) {
      return;
    }
    giveWay();
    long from = next();
    if (journal.await(stream, from, LOOK)) {
      send(session, from);
    }
  }

  /// Lets the more urgent stream go first, and waits longer the more often the cloud has refused.
  private void giveWay() throws InterruptedException {
    for (int i = 0; i < GIVE_WAY_TURNS && othersFirst.getAsBoolean(); i++) {
      Thread.sleep(GIVE_WAY);
    }
    int refused = refusals();
    if (refused > 1) {
      Thread.sleep(Math.min(MAX_REFUSED_MILLIS, 100L << Math.min(refused, 10)));
    }
  }

  private int refusals() {
    lock.lock();
    try {
      return refusals;
    } finally {
      lock.unlock();
    }
  }

  private long next() {
    lock.lock();
    try {
      return next;
    } finally {
      lock.unlock();
    }
  }

  /// Waits a little for an acknowledgement if the window is full.
  private boolean isWindowFull() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      if (inFlight.size() < settings.windowBatches()) {
        return false;
      }
      answered.awaitNanos(LOOK.toNanos());
      return true;
    } finally {
      lock.unlock();
    }
  }

  private boolean lacksAnswer(long session) {
    lock.lock();
    try {
      boolean late =
          !inFlight.isEmpty()
              && System.nanoTime() - progressNanos > settings.ackTimeout().toNanos();
      if (!late) {
        return false;
      }
      timeouts++;
      fault =
          "the cloud has not acknowledged " + stream.wireName() + " for " + settings.ackTimeout();
      LOG.warn("{}: sending again from {}", fault, acknowledged + 1);
      goBackTo(acknowledged + 1);
      if (timeouts >= TIMEOUTS_BEFORE_DROP) {
        link.drop(session, String.valueOf(fault));
      }
      return true;
    } finally {
      lock.unlock();
    }
  }

  private void goBackTo(long seq) {
    next = seq;
    inFlight.clear();
    progressNanos = System.nanoTime();
  }

  private void send(long session, long from) throws IOException {
    List<Stored> entries = journal.read(stream, from, Batch.MAX_ENTRIES, Batch.MAX_BYTES);
    if (entries.isEmpty()) {
      return;
    }
    Stored last = entries.getLast();
    Sent sent = new Sent(entries.getFirst().seq(), last.seq() + last.span() - 1);
    byte[] payload = batch(sent.firstSeq(), entries.stream().map(Stored::cbor).toList());
    lock.lock();
    try {
      if (next != from) {
        return;
      }
      if (inFlight.isEmpty()) {
        progressNanos = System.nanoTime();
      }
      inFlight.add(sent);
      next = sent.lastSeq() + 1;
    } finally {
      lock.unlock();
    }
    if (!link.publish(session, topic, payload, false)) {
      unsent(sent);
    }
  }

  /// The connection took no more: tries again after a moment.
  private void unsent(Sent sent) {
    lock.lock();
    try {
      if (inFlight.removeLastOccurrence(sent)) {
        next = Math.min(next, sent.firstSeq());
      }
      answered.awaitNanos(Duration.ofMillis(20).toNanos());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      lock.unlock();
    }
  }

  /// The cloud's word, in the thread that received it.
  void acknowledged(Ack ack) {
    lock.lock();
    try {
      if (asking) {
        answer = ack;
      } else {
        take(ack);
      }
      answered.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void take(Ack ack) {
    long upTo = ack.upToSeq();
    if (upTo > acknowledged) {
      journal.acknowledge(stream, upTo);
      acknowledged = upTo;
      progressNanos = System.nanoTime();
      timeouts = 0;
      refusals = 0;
      staleRefusals = 0;
      fault = null;
      lastAckWallMicros = clock.time().wallMicros();
    }
    while (!inFlight.isEmpty() && inFlight.getFirst().lastSeq() <= upTo) {
      inFlight.removeFirst();
    }
    if (ack.refused() != null) {
      refused(upTo, ack.refused());
    } else if (!inFlight.isEmpty() && inFlight.getFirst().firstSeq() <= upTo) {
      goBackTo(upTo + 1);
    }
  }

  private void refused(long upTo, String why) {
    if (upTo < acknowledged) {
      return;
    }
    if (staleRefusals > 0) {
      staleRefusals--;
      return;
    }
    staleRefusals = Math.max(0, inFlight.size() - 1);
    refusals++;
    LOG.debug("The cloud refuses a batch of {} ({}): back to {}", stream, why, upTo + 1);
    if (refusals > 1) {
      fault = "the cloud refuses " + stream.wireName() + " from " + (upTo + 1) + " on: " + why;
    }
    goBackTo(upTo + 1);
  }
}
