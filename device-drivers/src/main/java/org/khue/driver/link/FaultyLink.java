package org.khue.driver.link;

import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import org.khue.driver.ByteLink;
import org.khue.driver.Deadline;
import org.khue.driver.Fault;
import org.khue.driver.LinkException;

/// Does mischief to another link, the same for the same seed and the same calls.
public final class FaultyLink implements ByteLink {
  private static final Duration MERGE_WAIT = Duration.ofMillis(5);
  private static final int CHUNK_BYTES = 4096;

  private final ByteLink inner;
  private final Mischief mischief;
  private final Random random;
  private byte[] held = new byte[0];

  public FaultyLink(ByteLink inner, Mischief mischief, long seed) {
    this.inner = inner;
    this.mischief = mischief;
    this.random = new Random(seed);
  }

  @Override
  public void open(Deadline deadline) throws LinkException {
    inner.open(deadline);
  }

  @Override
  public void write(byte[] bytes, Deadline deadline) throws LinkException {
    perhapsHangUp();
    if (chance(mischief.drop())) {
      return;
    }
    inner.write(chance(mischief.garble()) ? garbled(bytes) : bytes, deadline);
  }

  @Override
  public int read(byte[] buffer, Deadline deadline) throws LinkException {
    while (held.length == 0) {
      held = arriving(deadline);
    }
    if (!inner.isOpen()) {
      throw new LinkException(new Fault.Gone("The connection to " + target() + " is closed"));
    }
    int count = Math.min(buffer.length, chance(mischief.split()) ? 1 : held.length);
    System.arraycopy(held, 0, buffer, 0, count);
    held = Arrays.copyOfRange(held, count, held.length);
    return count;
  }

  private byte[] arriving(Deadline deadline) throws LinkException {
    byte[] chunk = chunk(deadline);
    perhapsHangUp();
    if (chance(mischief.merge())) {
      chunk = joined(chunk, more(deadline));
    }
    if (chance(mischief.delay())) {
      LockSupport.parkNanos(random.nextLong(mischief.longestDelay().toNanos() + 1));
    }
    if (chance(mischief.drop())) {
      return new byte[0];
    }
    if (chance(mischief.garble())) {
      chunk = garbled(chunk);
    }
    if (chance(mischief.invent())) {
      byte[] invented = new byte[1 + random.nextInt(8)];
      random.nextBytes(invented);
      chunk = joined(invented, chunk);
    }
    return chunk;
  }

  private byte[] chunk(Deadline deadline) throws LinkException {
    byte[] chunk = new byte[CHUNK_BYTES];
    return Arrays.copyOf(chunk, inner.read(chunk, deadline));
  }

  /// The next chunk if it comes soon. What ends the waiting is told by the next read.
  private byte[] more(Deadline deadline) {
    Duration wait =
        deadline.remaining().compareTo(MERGE_WAIT) < 0 ? deadline.remaining() : MERGE_WAIT;
    try {
      return chunk(Deadline.after(wait, deadline.time()));
    } catch (LinkException e) {
      return new byte[0];
    }
  }

  private byte[] garbled(byte[] bytes) {
    byte[] copy = bytes.clone();
    if (copy.length > 0) {
      copy[random.nextInt(copy.length)] ^= (byte) (1 << random.nextInt(8));
    }
    return copy;
  }

  private static byte[] joined(byte[] first, byte[] second) {
    byte[] all = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, all, first.length, second.length);
    return all;
  }

  private void perhapsHangUp() throws LinkException {
    if (chance(mischief.hangUp())) {
      close();
      throw new LinkException(new Fault.Gone("The connection to " + target() + " was cut"));
    }
  }

  private boolean chance(double share) {
    return share > 0 && random.nextDouble() < share;
  }

  @Override
  public void drain() throws LinkException {
    held = new byte[0];
    inner.drain();
  }

  @Override
  public boolean isOpen() {
    return inner.isOpen();
  }

  @Override
  public String target() {
    return inner.target();
  }

  @Override
  public void close() {
    inner.close();
  }
}
