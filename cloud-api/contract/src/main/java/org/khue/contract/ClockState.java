package org.khue.contract;

/// How far a gateway's wall clock can be trusted. On the wire: the ordinal, so the order is fixed.
public enum ClockState {
  /// Set by a time source in this boot.
  SYNCED,
  /// Set in an earlier boot or long ago, and running on since.
  HOLDOVER,
  /// Never set: `wallMicros` means nothing, boot and monotonic time count.
  UNSYNCED
}
