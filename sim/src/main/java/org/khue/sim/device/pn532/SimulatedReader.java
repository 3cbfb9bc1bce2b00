package org.khue.sim.device.pn532;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.khue.sim.device.Answer;
import org.khue.sim.device.Condition;
import org.khue.sim.device.Mouth;
import org.khue.sim.device.Place;
import org.khue.sim.device.PlaceTakenException;
import org.khue.sim.device.SimDevice;
import org.khue.sim.ledger.Count;
import org.khue.sim.ledger.Taps;
import org.khue.sim.ledger.Ticks;
import org.khue.sim.pty.Pty;
import org.khue.sim.pty.SerialPlace;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A PN532 reader on a serial line at the door, and the people who use it.
public final class SimulatedReader implements SimDevice {
  private static final Logger LOG = LoggerFactory.getLogger(SimulatedReader.class);
  private static final Duration LISTENING = Duration.ofMillis(20);
  private static final Duration NOBODY_THERE = Duration.ofMillis(50);
  private static final Duration LONGEST_END = Duration.ofSeconds(3);

  private final Place place;
  private final SerialPlace serial;
  private final Taps taps = new Taps();
  private final Mouth mouth;
  private final CardField field = new CardField(taps);
  private final People people;
  private @Nullable Pty pty;
  private @Nullable Thread thread;
  private CountDownLatch ended = new CountDownLatch(0);

  public SimulatedReader(Place place) {
    this.place = place;
    Path named = Path.of(place.entry().text("path", place.entry().id()));
    this.serial = new SerialPlace(place.serialDirectory().resolve(named));
    this.mouth = new Mouth(place.noise("garbage"), new Ticks());
    this.people = new People(place.world(), place.noise("cards"), place.noise("times"));
  }

  @Override
  public synchronized void open() throws PlaceTakenException {
    if (pty != null) {
      return;
    }
    try {
      Pty fresh = serial.open();
      pty = fresh;
      CountDownLatch latch = new CountDownLatch(1);
      ended = latch;
      thread = Thread.ofPlatform().name("reader " + place.name()).start(() -> live(fresh, latch));
    } catch (IOException e) {
      throw new PlaceTakenException(
          "The serial line %s of %s cannot be made (%s). Remove what is there, or give a relative path and --serial-dir"
              .formatted(serial.link(), place.name(), e.getMessage()),
          e);
    }
  }

  /// Talks until the terminal is closed.
  private void live(Pty line, CountDownLatch ended) {
    Conversation conversation = new Conversation(line);
    byte[] buffer = new byte[256];
    try {
      while (ended.getCount() > 0) {
        int count = line.read(buffer, LISTENING);
        people.step(field::comes);
        field.step(now());
        if (count == Pty.HUNG_UP) {
          conversation.hangUp();
          if (ended.await(NOBODY_THERE.toMillis(), TimeUnit.MILLISECONDS)) {
            return;
          }
        } else {
          conversation.hear(buffer, count);
        }
      }
    } catch (IOException e) {
      LOG.debug("The line of {} is closed: {}", place.name(), e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Duration now() {
    return place.world().elapsed();
  }

  /// The chip from power-up on.
  private final class Conversation {
    private final Pty line;
    private final Frames frames = new Frames();
    private final Chip chip = new Chip();
    private byte[] last = Frames.error();

    Conversation(Pty line) {
      this.line = line;
    }

    void hangUp() {
      frames.reset();
      chip.abort();
      field.hangUp();
    }

    void hear(byte[] bytes, int count) {
      try {
        for (Frames.Heard heard : frames.feed(bytes, count)) {
          switch (heard) {
            case Frames.Heard.Ack ack -> chip.abort();
            case Frames.Heard.Nack nack -> say(last);
            case Frames.Heard.Command command -> obey(command);
          }
        }
        search();
      } catch (IOException e) {
        LOG.debug("{} was not heard: {}", place.name(), e.getMessage());
      }
    }

    private void obey(Frames.Heard.Command command) throws IOException {
      say(Frames.ack());
      switch (chip.command(command, now())) {
        case Chip.Reply.Searching searching -> {}
        case Chip.Reply.Now reply -> {
          if (reply.lamp() && mouth.condition() == Condition.HEALTHY) {
            field.lampLit(now());
          }
          answer(reply.frame());
        }
      }
    }

    private void search() throws IOException {
      Optional<Card> card = field.card();
      Optional<byte[]> found = chip.searched(card, now());
      if (found.isEmpty()) {
        return;
      }
      boolean counted = card.isPresent() && field.delivered(now());
      boolean said = false;
      try {
        said = answer(found.get());
      } finally {
        if (counted && !said) {
          field.notDelivered();
        }
      }
    }

    private boolean answer(byte[] frame) throws IOException {
      last = frame;
      return say(frame);
    }

    private boolean say(byte[] frame) throws IOException {
      return mouth.say(line.stream(), Answer.plain(frame));
    }
  }

  /// Its own thread lets its time pass.
  @Override
  public void step() {}

  @Override
  public void become(Condition condition) {
    mouth.become(condition);
    switch (condition) {
      case UNPLUGGED -> close();
      case HEALTHY, GARBAGE, HANGING, CUT_OFF -> reopen();
    }
    if (condition == Condition.CUT_OFF) {
      mouth.become(Condition.HEALTHY); // a serial line needs no network
    }
  }

  private void reopen() {
    try {
      open();
    } catch (PlaceTakenException e) {
      LOG.error("{} cannot come back: {}", place.name(), e.getMessage());
    }
  }

  @Override
  public Optional<Count> count() {
    return Optional.of(taps.count());
  }

  @Override
  public void close() {
    Thread living;
    synchronized (this) {
      living = thread;
      thread = null;
      pty = null;
      ended.countDown();
      try {
        serial.close();
      } catch (IOException e) {
        LOG.warn("The link {} stays: {}", serial.link(), e.getMessage());
      }
    }
    if (living != null) {
      try {
        living.join(LONGEST_END);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
