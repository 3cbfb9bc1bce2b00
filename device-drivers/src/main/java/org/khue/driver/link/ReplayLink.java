package org.khue.driver.link;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.khue.driver.ByteLink;
import org.khue.driver.Deadline;
import org.khue.driver.Fault;
import org.khue.driver.LinkException;
import org.khue.driver.link.Dialogue.Turn;

/// Plays a recorded dialogue back: it takes exactly the bytes that the recording asks for and
/// answers with those that the device gave. Anything else is [#difference].
public final class ReplayLink implements ByteLink {
  private final List<Turn> turns;
  private final String target;
  private int turn;
  private int offset;

  /// Answered, and not yet read when the next question was written.
  private byte[] arrived = new byte[0];

  private boolean opened;
  private boolean closed;
  private @Nullable String difference;

  public ReplayLink(Dialogue dialogue, String target) {
    this.turns = dialogue.turns();
    this.target = target;
  }

  @Override
  public synchronized void open(Deadline deadline) throws LinkException {
    if (closed) {
      throw gone("is closed");
    }
    opened = true;
  }

  @Override
  public synchronized void write(byte[] bytes, Deadline deadline) throws LinkException {
    checkOpen();
    if (current() instanceof Turn.HangUp) {
      throw hungUp();
    }
    while (current() instanceof Turn.Answer unread) {
      arrived = joined(arrived, Arrays.copyOfRange(unread.bytes(), offset, unread.bytes().length));
      nextTurn();
    }
    for (int i = 0; i < bytes.length; i++) {
      if (current() instanceof Turn.Ask ask && ask.bytes()[offset] == bytes[i]) {
        advance(1, ask.bytes().length);
        continue;
      }
      difference =
          "At turn %d of the recording came %s instead of %s"
              .formatted(
                  turn + 1,
                  HexFormat.of().formatHex(Arrays.copyOfRange(bytes, i, bytes.length)),
                  awaited());
      throw new LinkException(new Fault.Protocol(difference));
    }
    notifyAll();
  }

  private String awaited() {
    return switch (current()) {
      case Turn.Ask ask ->
          HexFormat.of().formatHex(Arrays.copyOfRange(ask.bytes(), offset, ask.bytes().length));
      case Turn.Answer answer -> "reading";
      case Turn.HangUp hangUp -> "reading until the device hangs up";
      case null -> "nothing more";
    };
  }

  @Override
  public synchronized int read(byte[] buffer, Deadline deadline) throws LinkException {
    while (true) {
      checkOpen();
      if (arrived.length > 0) {
        int count = Math.min(buffer.length, arrived.length);
        System.arraycopy(arrived, 0, buffer, 0, count);
        arrived = Arrays.copyOfRange(arrived, count, arrived.length);
        return count;
      }
      if (current() instanceof Turn.Answer answer) {
        int count = Math.min(buffer.length, answer.bytes().length - offset);
        System.arraycopy(answer.bytes(), offset, buffer, 0, count);
        advance(count, answer.bytes().length);
        return count;
      }
      if (current() instanceof Turn.HangUp) {
        throw hungUp();
      }
      long left = deadline.remaining().toMillis();
      if (left <= 0) {
        throw new LinkException(new Fault.Timeout("No answer from " + target + " in time"));
      }
      waitMillis(left);
    }
  }

  private void waitMillis(long left) throws LinkException {
    try {
      wait(left);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw gone("is no longer read: the thread was stopped");
    }
  }

  @Override
  public synchronized void drain() throws LinkException {
    checkOpen();
    arrived = new byte[0];
    while (current() instanceof Turn.Answer) {
      nextTurn();
    }
  }

  /// What the host sent that the recording does not have.
  public synchronized Optional<String> difference() {
    return Optional.ofNullable(difference);
  }

  /// Whether all turns were played.
  public synchronized boolean finished() {
    return turn == turns.size();
  }

  private @Nullable Turn current() {
    return turn < turns.size() ? turns.get(turn) : null;
  }

  private void advance(int count, int length) {
    offset += count;
    if (offset == length) {
      nextTurn();
    }
  }

  private void nextTurn() {
    turn++;
    offset = 0;
  }

  private static byte[] joined(byte[] first, byte[] second) {
    byte[] all = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, all, first.length, second.length);
    return all;
  }

  private void checkOpen() throws LinkException {
    if (closed || !opened) {
      throw gone(closed ? "is closed" : "is not open");
    }
  }

  private LinkException hungUp() {
    turn++;
    close();
    return gone("has hung up");
  }

  private LinkException gone(String what) {
    return new LinkException(new Fault.Gone(target + " " + what));
  }

  @Override
  public synchronized boolean isOpen() {
    return opened && !closed;
  }

  @Override
  public String target() {
    return target;
  }

  @Override
  public synchronized void close() {
    closed = true;
    notifyAll();
  }
}
