package org.khue.gateway.uplink;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.khue.contract.HttpMessages;
import org.khue.contract.SignedRequest.What;
import org.khue.contract.wire.JsonCodec;
import org.khue.contract.wire.WireException;
import org.khue.gateway.uplink.HttpsExchange.Outcome;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The same as [MqttLink] over HTTPS, for as long as somebody wants it.
///
/// A session begins with the gateway's state, which the cloud answers, and goes on with it every
/// [#POLL]; each answer brings what waits for this gateway. Batches go one by one a stream; each
/// answer is the acknowledgement. Whatever fails ends the session.
final class HttpsLink implements Link {
  private static final Logger LOG = LoggerFactory.getLogger(HttpsLink.class);
  private static final Duration POLL = Duration.ofSeconds(3);
  private static final Duration IDLE = Duration.ofMillis(500);

  private final UplinkSettings settings;
  private final HttpsExchange exchange;
  private final BooleanSupplier wanted;
  private final Supplier<byte[]> state;
  private final BiConsumer<String, byte[]> receiver;
  private final Backoff backoff;
  private final RandomGenerator random = RandomGenerator.getDefault();
  private final HttpsLanes lanes;
  private final BatchLimit limit = new BatchLimit();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Thread thread;
  private long session;
  private long sessions;
  private volatile long heldUntilNanos = System.nanoTime();
  private volatile @Nullable String fault;

  /// @param wanted whether this way is to be used now
  /// @param state the state message as it is now
  /// @param receiver takes topic and payload of what comes, as over MQTT; must not block
  HttpsLink(
      UplinkSettings settings,
      HttpsExchange exchange,
      BooleanSupplier wanted,
      Supplier<byte[]> state,
      BiConsumer<String, byte[]> receiver,
      Backoff backoff) {
    this.settings = settings;
    this.exchange = exchange;
    this.wanted = wanted;
    this.state = state;
    this.receiver = receiver;
    this.backoff = backoff;
    this.lanes = new HttpsLanes(settings.gateway(), settings.windowBatches(), this::send);
    this.thread = Thread.ofVirtual().name("uplink-https").unstarted(this::keepUp);
  }

  private void send(long number, What what, String ack, byte[] payload)
      throws InterruptedException {
    byte[] answer = post(number, what, payload);
    if (answer != null && !ack.isEmpty()) {
      receiver.accept(ack, answer);
    }
  }

  void start() {
    lanes.start();
    thread.start();
  }

  /// What keeps it from being connected; null when nothing is known to.
  @Nullable String fault() {
    return fault;
  }

  private void keepUp() {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        if (!wanted.getAsBoolean()) {
          leave();
          pause(IDLE);
        } else if (poll()) {
          pause(POLL);
        } else {
          pause(backoff.next());
        }
      }
    } catch (InterruptedException e) {
      LOG.debug("The way over HTTPS ends", e);
    }
  }

  /// MQTT is back: takes what may still lie there.
  private void leave() throws InterruptedException {
    long number = session();
    if (number != 0) {
      poll();
      end(number, "MQTT works again");
    }
    fault = null;
  }

  /// Sends the state, begins a session if there is none, and hands on what came.
  private boolean poll() throws InterruptedException {
    long number = session();
    byte[] answer = post(number, What.STATE, state.get());
    if (answer == null) {
      return false;
    }
    HttpMessages messages;
    try {
      messages = JsonCodec.read(answer, HttpMessages.class);
    } catch (WireException e) {
      failed(number, "the cloud's answer over HTTPS cannot be read: " + e.getMessage());
      return false;
    }
    if (number == 0) {
      begin();
    }
    for (HttpMessages.Message message : messages.messages()) {
      receiver.accept(message.topic(), message.payload());
    }
    return true;
  }

  private void begin() {
    lock.lock();
    try {
      session = ++sessions;
      fault = null;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    backoff.reset();
    LOG.info("Connected to the cloud over HTTPS");
  }

  /// Posts until the cloud takes it or refuses it, or the session ends.
  ///
  /// @param number of the session; 0 before one
  /// @return the answer; null if there is none
  private byte @Nullable [] post(long number, What what, byte[] payload)
      throws InterruptedException {
    while (stands(number)) {
      if (isHeldBack()) {
        Thread.sleep(IDLE);
        continue;
      }
      switch (exchange.post(what, payload)) {
        case Outcome.Answered(byte[] body) -> {
          fault = null;
          return body;
        }
        case Outcome.Wait(Duration time, String why) -> holdBack(time, why);
        case Outcome.TooLarge(String why) -> {
          failed(number, limit.lower(why));
          return null;
        }
        case Outcome.Unauthorised(String why) -> {
          settings.access().refused();
          failed(number, "the cloud refuses this gateway: " + why);
          return null;
        }
        case Outcome.Failed(String why) -> {
          failed(number, why);
          return null;
        }
      }
    }
    return null;
  }

  /// Nothing is sent for as long as the cloud asks and up to half as long again, so that not all
  /// gateways come back at the same moment.
  private void holdBack(Duration time, String why) {
    long millis = time.toMillis() + random.nextLong(time.toMillis() / 2 + 1);
    heldUntilNanos = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
    fault = why + ": waiting " + millis / 1_000 + " s, as it asks";
  }

  private void failed(long number, String why) {
    if (number == 0 || !end(number, why)) {
      if (!why.equals(fault)) {
        LOG.warn("{}", why);
      }
    }
    fault = why;
  }

  /// @return whether that session stood
  private boolean end(long number, String why) {
    lock.lock();
    try {
      boolean stood = session == number;
      if (stood) {
        session = 0;
        LOG.info("The way over HTTPS is given up: {}", why);
        lanes.clear();
        changed.signalAll();
      }
      return stood;
    } finally {
      lock.unlock();
    }
  }

  private void pause(Duration time) throws InterruptedException {
    long left = time.toNanos();
    long before = session();
    lock.lockInterruptibly();
    try {
      while (left > 0 && session == before) {
        left = changed.awaitNanos(left);
      }
    } finally {
      lock.unlock();
    }
  }

  /// The session that stands; 0 for none.
  long session() {
    lock.lock();
    try {
      return session;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public long awaitSession(Duration timeout) throws InterruptedException {
    long left = timeout.toNanos();
    lock.lockInterruptibly();
    try {
      while (session == 0 && left > 0) {
        left = changed.awaitNanos(left);
      }
      return session;
    } finally {
      lock.unlock();
    }
  }

  /// Session 0, in which one is asked for, stands as long as there is no other.
  @Override
  public boolean stands(long number) {
    return session() == number;
  }

  @Override
  public boolean publish(long number, String topic, byte[] payload, boolean retained) {
    return stands(number) && lanes.offer(number, topic, payload);
  }

  @Override
  public void show(long number, String topic, byte[] payload) {
    publish(number, topic, payload, false);
  }

  @Override
  public int maxBatchBytes() {
    return limit.bytes();
  }

  @Override
  public boolean isHeldBack() {
    return System.nanoTime() - heldUntilNanos < 0;
  }

  @Override
  public void drop(long number, String why) {
    if (number != 0 && stands(number)) {
      failed(number, why);
    }
  }

  /// Says goodbye with a last state and ends.
  void close(byte[] lastState) {
    long number = session();
    boolean stood = number != 0 && end(number, "the gateway stops");
    thread.interrupt();
    lanes.close();
    if (stood) {
      exchange.goodbye(lastState);
    }
    exchange.close();
  }
}
