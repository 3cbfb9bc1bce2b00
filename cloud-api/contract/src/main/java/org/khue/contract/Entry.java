package org.khue.contract;

/// One entry of a stream.
public sealed interface Entry permits Reading, Event, Inventory, Gap, UnknownEntry {

  /// When it happened.
  Stamp at();

  /// How many sequence numbers it takes: 1, but for a [Gap] the number of entries that it stands
  /// for.
  default long span() {
    return 1;
  }
}
