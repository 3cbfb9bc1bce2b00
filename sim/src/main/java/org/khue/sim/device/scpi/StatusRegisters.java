package org.khue.sim.device.scpi;

import java.util.ArrayDeque;

/// The error queue and the standard event status register of an instrument (IEEE 488.2, chapter
/// 11). Not for several threads at once.
final class StatusRegisters {
  static final int OPERATION_COMPLETE = 1;
  private static final int EXECUTION_ERROR = 16;
  private static final int COMMAND_ERROR = 32;
  private static final int POWER_ON = 128;
  private static final int ERROR_QUEUE_BIT = 4;
  private static final int EVENT_SUMMARY_BIT = 32;
  private static final int QUEUE_PLACES = 20;

  private final ArrayDeque<ScpiError> errors = new ArrayDeque<>();
  private int events = POWER_ON;
  private int enabled;

  void add(ScpiError error) {
    events |= error.number() > -200 ? COMMAND_ERROR : EXECUTION_ERROR;
    if (errors.size() == QUEUE_PLACES) {
      errors.removeLast();
      errors.addLast(ScpiError.queueOverflow());
    } else {
      errors.addLast(error);
    }
  }

  String nextError() {
    ScpiError first = errors.pollFirst();
    return (first == null ? ScpiError.none() : first).wire();
  }

  void raise(int event) {
    events |= event;
  }

  /// Reading clears it.
  int takeEvents() {
    int taken = events;
    events = 0;
    return taken;
  }

  int enabled() {
    return enabled;
  }

  void enable(int mask) {
    enabled = mask & 0xFF;
  }

  int statusByte() {
    return (errors.isEmpty() ? 0 : ERROR_QUEUE_BIT)
        | ((events & enabled) == 0 ? 0 : EVENT_SUMMARY_BIT);
  }

  void clear() {
    errors.clear();
    events = 0;
  }
}
