package org.khue.gateway.config.apply;

/// A room file that the gateway keeps.
///
/// @param number the cloud's version that it is or came from; 0 if it came from none
/// @param sha256 of its text in UTF-8, lower-case hexadecimal
/// @param own whether it was changed here since the cloud sent that version
record Version(long number, String sha256, boolean own) {
  /// As the gateway's state message says it: empty without a version, with a `+` for an own change.
  String label() {
    return number == 0 ? "" : number + (own ? "+" : "");
  }
}
