package org.khue.gateway.local.web;

/// What somebody at the local site may do; each role may all that those before it may.
public enum Role {
  /// Nobody signed in: sees how devices and queues do.
  ANYBODY,
  /// Signed in by a card: sees values, gives harmless orders, acknowledges alarms.
  USER,
  /// Signed in by a card: gives every order, reads the log, takes the diagnostics bundle.
  TECHNICIAN,
  /// Signed in with the sticker's PIN: sets the gateway up, enrols cards.
  INSTALLER;

  public boolean may(Role needed) {
    return compareTo(needed) >= 0;
  }
}
