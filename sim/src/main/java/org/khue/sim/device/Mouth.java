package org.khue.sim.device;

import java.io.IOException;
import java.io.OutputStream;
import org.khue.sim.ledger.Ticks;
import org.khue.sim.world.Noise;

/// Says the answers of one device, as well as its condition lets it, and settles the numbers of the
/// samples in them: an answer counts when all of it was written.
public final class Mouth {
  private static final int GARBAGE_BYTES = 24;

  private final Noise noise;
  private final Ticks ticks;
  private volatile Condition condition = Condition.HEALTHY;
  private long spoiled;

  public Mouth(Noise noise, Ticks ticks) {
    this.noise = noise;
    this.ticks = ticks;
  }

  public void become(Condition condition) {
    this.condition = condition;
  }

  public Condition condition() {
    return condition;
  }

  /// @return whether the whole answer went out
  public boolean say(OutputStream out, Answer answer) throws IOException {
    boolean healthy = condition == Condition.HEALTHY;
    boolean said = false;
    try {
      if (healthy) {
        write(out, answer.bytes());
        said = true;
      } else if (condition == Condition.GARBAGE) {
        write(out, garbage());
      }
    } finally {
      if (said) {
        ticks.sent(answer.ticks());
      } else {
        ticks.unsent(answer.ticks());
      }
    }
    return said;
  }

  /// Bytes of no protocol.
  public synchronized byte[] garbage() {
    byte[] bytes = new byte[GARBAGE_BYTES];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) noise.bits(spoiled++);
    }
    return bytes;
  }

  private static void write(OutputStream out, byte[] bytes) throws IOException {
    out.write(bytes);
    out.flush();
  }
}
