package org.khue.contract;

/// An entry of a kind that this version does not know, kept as it came.
///
/// @param kind the number on the wire
/// @param cbor its whole CBOR item
public record UnknownEntry(Stamp at, int kind, byte[] cbor) implements Entry {
  public UnknownEntry {
    cbor = cbor.clone();
  }

  @Override
  public byte[] cbor() {
    return cbor.clone();
  }
}
