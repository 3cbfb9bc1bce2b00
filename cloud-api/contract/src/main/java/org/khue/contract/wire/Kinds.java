package org.khue.contract.wire;

/// The numbers of the entry kinds on the wire.
final class Kinds {
  static final int READING = 0;
  static final int EVENT = 1;
  static final int GAP = 2;
  static final int INVENTORY = 3;

  private Kinds() {}
}
