package org.khue.gateway.clock;

/// Where the wall clock's time comes from.
public enum ClockSource {
  /// systemd-timesyncd has set it over the network since this start.
  NETWORK,

  /// The machine keeps it by means of its own, which the gateway does not look into.
  MACHINE,

  /// It runs on from before: a clock with a battery, or the time of the last shutdown.
  RUNNING_ON,

  /// It has not been set: it shows a time that has passed for certain.
  NOWHERE
}
