package org.khue.cloud.telemetry.internal.courier;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.khue.contract.Batch;
import org.khue.contract.ClockState;
import org.khue.contract.Entry;
import org.khue.contract.Event;
import org.khue.contract.Gap;
import org.khue.contract.Inventory;
import org.khue.contract.Reading;
import org.khue.contract.Stamp;
import org.khue.contract.UnknownEntry;

/// When the boots of a package began. A stick is handed in days after it was filled, so the time of
/// the receipt says nothing about entries without a time; but an entry of the same boot whose clock
/// was right says when that boot began, and with it all others of that boot have theirs.
final class BootTimes {
  /// Of no gateway: the receipt's time is no measure for any boot.
  private static final int NO_BOOT = Integer.MAX_VALUE;

  private final Map<Integer, Stamp> known = new HashMap<>();

  /// Learns from what has a time: a synchronised clock counts more than one that runs on.
  void learn(Batch batch) {
    for (Entry entry : batch.entries()) {
      Stamp at = entry.at();
      if (at.clock() != ClockState.UNSYNCED && at.wallMicros() > 0) {
        known.merge(
            at.boot(),
            at,
            (old, next) ->
                old.clock() == ClockState.SYNCED && next.clock() != ClockState.SYNCED ? old : next);
      }
    }
  }

  /// The same batch with the times that can be told; what has none is dated by its arrival, marked
  /// as uncertain.
  Batch dated(Batch batch) {
    List<Entry> entries = new ArrayList<>(batch.entries().size());
    for (Entry entry : batch.entries()) {
      entries.add(dated(entry));
    }
    return new Batch(batch.stream(), batch.firstSeq(), NO_BOOT, 0, entries);
  }

  private Entry dated(Entry entry) {
    Stamp at = entry.at();
    Stamp boot = known.get(at.boot());
    if (at.clock() != ClockState.UNSYNCED || boot == null) {
      return entry;
    }
    long wall = boot.wallMicros() - boot.monotonicMicros() + at.monotonicMicros();
    if (wall <= 0) {
      return entry;
    }
    Stamp told = new Stamp(wall, at.monotonicMicros(), at.boot(), ClockState.HOLDOVER);
    return switch (entry) {
      case Reading reading ->
          new Reading(
              told,
              reading.device(),
              reading.point(),
              reading.value(),
              reading.unit(),
              reading.quality(),
              reading.reason(),
              reading.simulated());
      case Event event ->
          new Event(told, event.device(), event.kind(), event.simulated(), event.details());
      case Gap gap ->
          new Gap(told, gap.count(), gap.fromWallMicros(), gap.toWallMicros(), gap.reason());
      case Inventory inventory ->
          new Inventory(told, inventory.room(), inventory.devices(), inventory.simulated());
      case UnknownEntry unknown -> unknown;
    };
  }
}
