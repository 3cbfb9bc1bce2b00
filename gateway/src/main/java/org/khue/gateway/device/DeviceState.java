package org.khue.gateway.device;

/// Where a device stands in its life.
public enum DeviceState {
  /// Named in the room file, not tried yet.
  CONFIGURED,
  /// The first connection is being made.
  CONNECTING,
  /// It answers, all points.
  ONLINE,
  /// It answers, but not always or not for all points.
  DEGRADED,
  /// It does not answer, or another device answers in its place. Tried again from time to time.
  OFFLINE,
  /// No longer in the room file.
  REMOVED;

  /// Whether orders and polls may go to it.
  public boolean connected() {
    return this == ONLINE || this == DEGRADED;
  }

  boolean mayBecome(DeviceState next) {
    return switch (this) {
      case CONFIGURED -> next == CONNECTING || next == REMOVED;
      case CONNECTING -> next == ONLINE || next == OFFLINE || next == REMOVED;
      case ONLINE -> next == DEGRADED || next == OFFLINE || next == REMOVED;
      case DEGRADED -> next == ONLINE || next == OFFLINE || next == REMOVED;
      case OFFLINE -> next == ONLINE || next == REMOVED;
      case REMOVED -> false;
    };
  }
}
