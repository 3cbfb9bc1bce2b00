package org.khue.gateway.pipeline;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.khue.gateway.pipeline.LiveValues.Slot;
import org.khue.gateway.pipeline.LiveValues.Value;

/// The newest value of a point, and lowest and highest of each five seconds in a ring.
final class LiveLine {
  private static final long SLOT_MICROS = 5_000_000;
  static final int SLOTS = (int) (LiveValues.SPAN.toSeconds() * 1_000_000 / SLOT_MICROS);

  private final float[] low = new float[SLOTS];
  private final float[] high = new float[SLOTS];
  private long newest = -1;
  private @Nullable Value latest;
  private @Nullable Value lastGood;

  synchronized void take(Value value) {
    latest = value;
    if (!value.current()) {
      return;
    }
    lastGood = value;
    long slot = value.monotonicMicros() / SLOT_MICROS;
    if (slot <= newest - SLOTS) {
      return;
    }
    // What lies between held no value.
    for (long empty = Math.max(newest + 1, slot - SLOTS + 1); empty <= slot; empty++) {
      low[at(empty)] = Float.NaN;
      high[at(empty)] = Float.NaN;
    }
    newest = Math.max(newest, slot);
    float number = (float) value.value();
    int at = at(slot);
    low[at] = Float.isNaN(low[at]) ? number : Math.min(low[at], number);
    high[at] = Float.isNaN(high[at]) ? number : Math.max(high[at], number);
  }

  synchronized Value latest() {
    if (latest == null) {
      throw new IllegalStateException("a line is made with its first value");
    }
    return latest;
  }

  synchronized Optional<Value> lastGood() {
    return Optional.ofNullable(lastGood);
  }

  synchronized List<Slot> history(long nowMicros) {
    List<Slot> slots = new ArrayList<>();
    long now = nowMicros / SLOT_MICROS;
    for (long slot = now - SLOTS + 1; slot <= now; slot++) {
      if (slot <= newest && slot > newest - SLOTS && !Float.isNaN(low[at(slot)])) {
        slots.add(new Slot((int) (now - slot), low[at(slot)], high[at(slot)]));
      }
    }
    return slots;
  }

  private static int at(long slot) {
    return Math.floorMod(slot, SLOTS);
  }
}
