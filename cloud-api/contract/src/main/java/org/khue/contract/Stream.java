package org.khue.contract;

import java.util.Locale;

/// The two ordered streams of a gateway. Sequence numbers count per gateway and stream, from 1,
/// without gaps.
public enum Stream {
  /// Events, use intervals, alarms, receipts, inventories: never dropped.
  EVENTS,
  /// Readings: the oldest are shed when the gateway's disk is full, leaving a counted [Gap].
  TELEMETRY;

  /// The name in topics, paths and JSON: `events` or `telemetry`.
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// The stream of that wire name.
  ///
  /// @throws IllegalArgumentException if there is none
  public static Stream ofWireName(String name) {
    for (Stream stream : values()) {
      if (stream.wireName().equals(name)) {
        return stream;
      }
    }
    throw new IllegalArgumentException("no stream '" + name + "': expected events or telemetry");
  }
}
