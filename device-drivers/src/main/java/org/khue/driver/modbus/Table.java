package org.khue.driver.modbus;

import java.util.Locale;

/// The four tables of a Modbus device (Application Protocol V1.1b3, section 4.3).
///
/// @see Batch for how reads of one table are joined
enum Table {
  COIL(0x01, 2_000, 64),
  DISCRETE(0x02, 2_000, 64),
  HOLDING(0x03, 125, 8),
  INPUT(0x04, 125, 8);

  /// The function that reads it.
  final int readFunction;

  /// How many of its entries one request may ask for.
  final int limit;

  /// How many entries that nobody wants are read along rather than asking once more.
  final int gap;

  Table(int readFunction, int limit, int gap) {
    this.readFunction = readFunction;
    this.limit = limit;
    this.gap = gap;
  }

  boolean bits() {
    return this == COIL || this == DISCRETE;
  }

  boolean writable() {
    return this == COIL || this == HOLDING;
  }

  /// Bytes that a read of so many entries answers with.
  int bytes(int count) {
    return bits() ? (count + 7) / 8 : 2 * count;
  }

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
