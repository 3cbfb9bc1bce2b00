package org.khue.gateway.uplink;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;
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
  private static final Duration CONNECTION_BUSY = Duration.ofMillis(20);
  private static final int TIMEOUTS_BEFORE_DROP = 2;

  private final Stream stream;
  private final UplinkSettings settings;
  private final Journal journal;
  private final GatewayClock clock;
  private final Link link;
  private final BooleanSupplier othersFirst;
  private final String topic;
  private final RandomGenerator random = RandomGenerator.getDefault();
  private final CursorQuestion question = new CursorQuestion();

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition moved = lock.newCondition();
  private final SendWindow window;
  private volatile long lastAckWallMicros;
  private volatile @Nullable String fault;

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
    this.window = new SendWindow(settings.windowBatches(), settings.ackTimeout());
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
      return !window.isFull() && journal.await(stream, window.next(), Duration.ZERO);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } finally {
      lock.unlock();
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
        link.drop(session, "the cloud does not say where it stands");
        return;
      }
      while (link.stands(session)) {
        goOn(session);
      }
    } catch (IOException e) {
      fault = "the journal cannot be read or written: " + e.getMessage();
      LOG.warn("{}", fault);
      Thread.sleep(SECOND);
    }
  }

  /// Finds out where the cloud stands, and brings both sides together.
  private boolean settle(long session) throws InterruptedException, IOException {
    long cursor = ask(session);
    long acknowledged = journal.depth(stream).acknowledgedSeq();
    if (cursor >= 0 && journal.isNumbered(stream) && cursor < acknowledged) {
      // Either a late answer to an older question, or the cloud was set back.
      Thread.sleep(SECOND);
      cursor = ask(session);
    }
    if (cursor < 0) {
      return false;
    }
    if (!journal.isNumbered(stream) || cursor > journal.depth(stream).durableSeq()) {
      journal.numberAfter(stream, cursor);
    }
    journal.acknowledge(stream, cursor);
    acknowledged = journal.depth(stream).acknowledgedSeq();
    lock.lock();
    try {
      window.begin(acknowledged);
    } finally {
      lock.unlock();
    }
    fault = null;
    return cursor >= acknowledged || bridge(session, cursor, acknowledged);
  }

  private long ask(long session) throws InterruptedException {
    long firstSeq = journal.isNumbered(stream) ? journal.depth(stream).acknowledgedSeq() + 1 : 1;
    return question.ask(
        () -> link.publish(session, topic, batch(firstSeq, List.of()), false),
        () -> link.stands(session),
        settings.ackTimeout());
  }

  /// The cloud was set back behind what it had acknowledged, and that is deleted here: tells it how
  /// many entries it is missing.
  private boolean bridge(long session, long cursor, long acknowledged) {
    long missing = acknowledged - cursor;
    LOG.error(
        "The cloud lost {} entries of {} behind {} that it had acknowledged",
        missing,
        stream.wireName(),
        cursor);
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

  private boolean lacksAnswer(long session) {
    lock.lock();
    try {
      if (!window.isLate(System.nanoTime(), link.isHeldBack())) {
        return false;
      }
      fault =
          "the cloud has not acknowledged " + stream.wireName() + " for " + settings.ackTimeout();
      LOG.warn("{}: sending again from {}", fault, window.next());
      if (window.timeouts() >= TIMEOUTS_BEFORE_DROP) {
        link.drop(session, String.valueOf(fault));
      }
      return true;
    } finally {
      lock.unlock();
    }
  }

  /// Waits a little for an acknowledgement if the window is full.
  private boolean isWindowFull() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      if (!window.isFull()) {
        return false;
      }
      moved.awaitNanos(LOOK.toNanos());
      return true;
    } finally {
      lock.unlock();
    }
  }

  /// Lets the more urgent stream go first, and waits longer the more often the cloud has refused.
  private void giveWay() throws InterruptedException {
    for (int i = 0; i < GIVE_WAY_TURNS && othersFirst.getAsBoolean(); i++) {
      Thread.sleep(GIVE_WAY);
    }
    Thread.sleep(refusalPause());
  }

  private Duration refusalPause() {
    lock.lock();
    try {
      return window.refusalPause(random);
    } finally {
      lock.unlock();
    }
  }

  private long next() {
    lock.lock();
    try {
      return window.next();
    } finally {
      lock.unlock();
    }
  }

  private void send(long session, long from) throws IOException, InterruptedException {
    List<Stored> entries = journal.read(stream, from, Batch.MAX_ENTRIES, link.maxBatchBytes());
    if (entries.isEmpty()) {
      return;
    }
    long firstSeq = entries.getFirst().seq();
    long lastSeq = entries.getLast().seq() + entries.getLast().span() - 1;
    byte[] payload = batch(firstSeq, entries.stream().map(Stored::cbor).toList());
    lock.lockInterruptibly();
    try {
      if (!window.sent(from, firstSeq, lastSeq, System.nanoTime())) {
        return;
      }
    } finally {
      lock.unlock();
    }
    if (!link.publish(session, topic, payload, false)) {
      lock.lockInterruptibly();
      try {
        window.unsent(firstSeq, lastSeq);
        moved.awaitNanos(CONNECTION_BUSY.toNanos());
      } finally {
        lock.unlock();
      }
    }
  }

  /// The cloud's word, in the thread that received it.
  void acknowledged(Ack ack) {
    if (question.answered(ack)) {
      return;
    }
    lock.lock();
    try {
      if (window.take(ack, System.nanoTime())) {
        journal.acknowledge(stream, ack.upToSeq());
        lastAckWallMicros = clock.time().wallMicros();
        fault = null;
      }
      if (window.refusals() > 1) {
        fault = "the cloud refuses " + stream.wireName() + ": " + ack.refused();
      }
      moved.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
