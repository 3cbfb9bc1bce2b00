package org.khue.gateway.local.web;

/// Who signs in.
///
/// @param name the label of the card; empty for the PIN. Never into a log, never to the cloud
/// @param by how events tell it: `pin`, or the keyed hash of the card
public record Person(Role role, String name, String by) {
  /// Whoever knows the sticker's PIN.
  public static final Person WITH_PIN = new Person(Role.INSTALLER, "", "pin");

  /// Without name and card.
  @Override
  public String toString() {
    return "Person[" + role + "]";
  }
}
