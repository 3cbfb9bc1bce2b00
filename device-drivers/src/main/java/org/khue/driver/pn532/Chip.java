package org.khue.driver.pn532;

import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import org.khue.driver.ByteLink;
import org.khue.driver.Deadline;
import org.khue.driver.Fault;
import org.khue.driver.LinkException;
import org.khue.driver.TimeSource;

/// Commands to a PN532 (UM0701-02, chapter 7), each with its acknowledgement and answer.
final class Chip {
  private static final int GET_FIRMWARE_VERSION = 0x02;
  private static final int WRITE_GPIO = 0x0E;
  private static final int SAM_CONFIGURATION = 0x14;
  private static final int RF_CONFIGURATION = 0x32;
  private static final int IN_LIST_PASSIVE_TARGET = 0x4A;

  /// A chip that sleeps takes some bytes to wake; 55 is its own suggestion (section 7.2.11).
  private static final byte[] WAKE_UP = {0x55, 0x55, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0};

  private static final int TRIES = 3;
  private static final int STALE_FRAMES = 4;

  private final ByteLink link;
  private final TimeSource time;

  Chip(ByteLink link, TimeSource time) {
    this.link = link;
    this.time = time;
  }

  /// Wakes it, takes it out of its low-battery mode, lets a search end without a card after about
  /// 100 ms, and puts the lamp out.
  void start(Deadline deadline) throws LinkException {
    link.write(WAKE_UP, deadline);
    link.write(Frame.ack(), deadline);
    ask(deadline, SAM_CONFIGURATION, 1, 0, 0);
    ask(deadline, RF_CONFIGURATION, 5, 0xFF, 1, 0x10);
    lamp(false, deadline);
  }

  /// IC, version, revision, support.
  byte[] firmware(Deadline deadline) throws LinkException {
    byte[] answer = ask(deadline, GET_FIRMWARE_VERSION);
    if (answer.length < 3) {
      throw protocol("told a firmware version of " + answer.length + " bytes");
    }
    return answer;
  }

  /// Searches once for one card at 106 kbit/s type A.
  Optional<Target> search(Deadline deadline) throws LinkException {
    return Target.parse(ask(deadline, IN_LIST_PASSIVE_TARGET, 1, 0));
  }

  /// P35 high is light. P32 and P34 stay high: the chip uses them itself (section 7.2.7).
  void lamp(boolean lit, Deadline deadline) throws LinkException {
    ask(deadline, WRITE_GPIO, lit ? 0xB4 : 0x94, 0);
  }

  /// Sends a command until it is acknowledged, and gives what follows the answer's code.
  private byte[] ask(Deadline deadline, int code, int... parameters) throws LinkException {
    byte[] bytes = new byte[parameters.length];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) parameters[i];
    }
    byte[] frame = Frame.command(code, bytes);
    FrameReader reader = new FrameReader(link);
    for (int left = TRIES; left > 0; left--) {
      link.write(left == TRIES ? frame : awake(frame), deadline);
      Deadline patience = Deadline.after(deadline.remaining().dividedBy(left), time);
      try {
        awaitAck(reader, patience);
        return answer(reader, code, deadline);
      } catch (LinkException e) {
        if (!(e.fault() instanceof Fault.Timeout) || left == 1 || deadline.passed()) {
          giveUp(deadline);
          throw e;
        }
      }
    }
    throw new IllegalStateException("the last try returns or throws");
  }

  private static byte[] awake(byte[] frame) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(WAKE_UP);
    out.writeBytes(frame);
    return out.toByteArray();
  }

  private static void awaitAck(FrameReader reader, Deadline deadline) throws LinkException {
    for (int stale = 0; stale < STALE_FRAMES; stale++) {
      if (reader.next(deadline) instanceof Frame.Ack) {
        return;
      }
    }
    throw new LinkException(new Fault.Protocol("The chip answers before it acknowledges"));
  }

  private byte[] answer(FrameReader reader, int code, Deadline deadline) throws LinkException {
    for (int stale = 0; stale < STALE_FRAMES; stale++) {
      switch (answerFrame(reader, deadline)) {
        case Frame.Information(byte[] data) when (data[0] & 0xFF) == code + 1 -> {
          return Arrays.copyOfRange(data, 1, data.length);
        }
        case Frame.SyntaxError error ->
            throw new LinkException(
                new Fault.Refused(
                    "%s does not know command 0x%02X: is it a PN532?"
                        .formatted(link.target(), code)));
        case Frame.Information late -> {}
        case Frame.Ack ack -> {}
        case Frame.Nack nack -> throw protocol("got a damaged frame twice: check the cable");
      }
    }
    throw protocol("answers other commands than it was given");
  }

  /// A damaged answer is asked for once more.
  private Frame answerFrame(FrameReader reader, Deadline deadline) throws LinkException {
    try {
      return reader.next(deadline);
    } catch (LinkException e) {
      if (!(e.fault() instanceof Fault.Protocol) || deadline.passed()) {
        throw e;
      }
      return again(e, deadline);
    }
  }

  private Frame again(LinkException damaged, Deadline deadline) throws LinkException {
    link.drain();
    link.write(Frame.nack(), deadline);
    try {
      return new FrameReader(link).next(deadline);
    } catch (LinkException e) {
      throw e.fault() instanceof Fault.Timeout ? damaged : e;
    }
  }

  /// Ends whatever the chip still does for us, so that it listens to the next command.
  private void giveUp(Deadline deadline) {
    try {
      if (link.isOpen()) {
        link.write(Frame.ack(), Deadline.after(Duration.ofMillis(50), deadline.time()));
      }
    } catch (LinkException e) {
      // What went wrong before is what the caller hears of; the next exchange finds out the rest.
    }
  }

  private LinkException protocol(String what) {
    return new LinkException(new Fault.Protocol(link.target() + " " + what));
  }
}
