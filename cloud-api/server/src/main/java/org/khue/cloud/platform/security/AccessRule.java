package org.khue.cloud.platform.security;

import java.util.UUID;

/// The application's answer to "may they?". A test replaces it by one that says yes to everything,
/// to prove that the database keeps foreign rows back by itself.
public interface AccessRule {

  /// Whether the right is held anywhere.
  boolean holds(Caller caller, String right);

  /// Whether the right is held at that unit.
  boolean holdsAt(Caller caller, String right, UUID unit);
}
