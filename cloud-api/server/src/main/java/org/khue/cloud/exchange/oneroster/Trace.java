package org.khue.cloud.exchange.oneroster;

import java.util.UUID;

/// What undoing a row of a roster needs, as text.
///
/// @param made whether the record was new; else it was there
/// @param link that was made with it; empty for none
/// @param about the unit or person that it is about beside itself
/// @param snapshot of the record before; empty when it was new
record Trace(boolean made, String link, UUID about, String snapshot) {
  private static final String MADE = "made";
  private static final int PARTS = 4;

  /// @param source of the link
  /// @param linked whether a link was made
  static String linkOf(String source, boolean linked, String sourcedId) {
    return linked ? source + "\t" + sourcedId : "";
  }

  String written() {
    return String.join("\n", made ? MADE : "", link, about.toString(), snapshot);
  }

  static Trace of(String text) {
    String[] parts = text.split("\n", PARTS);
    return new Trace(MADE.equals(parts[0]), parts[1], UUID.fromString(parts[2]), parts[3]);
  }

  /// The link that was made.
  LinkStore.Link made(UUID unit, RosterFile kind) {
    int tab = link.indexOf('\t');
    return new LinkStore.Link(unit, link.substring(0, tab), kind, link.substring(tab + 1));
  }
}
