package org.khue.gateway.local.entry;

import org.khue.gateway.local.web.Role;

/// A card that may sign in, or might once.
///
/// @param hash keyed hash of its number: the number itself is nowhere
/// @param label whose it is, as the installer typed it
/// @param role USER or TECHNICIAN
/// @param revoked whether it signs nobody in any more
public record Card(String hash, String label, Role role, boolean revoked) {
  Card revokedNow() {
    return new Card(hash, label, role, true);
  }

  /// Without hash and label.
  @Override
  public String toString() {
    return "Card[" + role + (revoked ? ", revoked]" : "]");
  }
}
