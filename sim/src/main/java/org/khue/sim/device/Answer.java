package org.khue.sim.device;

import java.util.List;

/// Bytes to send, and the numbered samples in them.
public record Answer(byte[] bytes, List<Long> ticks) {
  public Answer {
    ticks = List.copyOf(ticks);
  }

  /// An answer without a numbered sample.
  public static Answer plain(byte[] bytes) {
    return new Answer(bytes, List.of());
  }
}
