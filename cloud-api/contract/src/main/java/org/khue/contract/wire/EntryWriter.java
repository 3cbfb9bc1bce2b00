package org.khue.contract.wire;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;
import org.khue.contract.Entry;
import org.khue.contract.Event;
import org.khue.contract.Gap;
import org.khue.contract.Inventory;
import org.khue.contract.Reading;
import org.khue.contract.Stamp;
import org.khue.contract.UnknownEntry;

/// Writes entries as CBOR items. Not thread-safe; an instance may be used again and again.
public final class EntryWriter {
  private static final ObjectMapper MAPPER = Mappers.cbor();

  private final CborOutput out = new CborOutput(256);

  /// The entry's CBOR item, as a journal keeps it and a batch carries it.
  ///
  /// @throws IllegalArgumentException if details hold something that the contract does not know
  public byte[] write(Entry entry) {
    out.reset();
    switch (entry) {
      case Reading reading -> reading(reading);
      case Event event -> event(event);
      case Gap gap -> gap(gap);
      case Inventory inventory -> inventory(inventory);
      case UnknownEntry unknown -> {
        return unknown.cbor();
      }
    }
    return out.toByteArray();
  }

  private void reading(Reading reading) {
    head(Kinds.READING, reading.at(), 7);
    out.text(reading.device());
    out.text(reading.point());
    out.number(reading.value());
    out.text(reading.unit());
    out.whole(reading.quality().ordinal());
    out.text(reading.reason());
    out.flag(reading.simulated());
  }

  private void event(Event event) {
    head(Kinds.EVENT, event.at(), 4);
    out.text(event.device());
    out.text(event.kind());
    out.flag(event.simulated());
    out.value(event.details());
  }

  private void gap(Gap gap) {
    head(Kinds.GAP, gap.at(), 4);
    out.whole(gap.count());
    out.whole(gap.fromWallMicros());
    out.whole(gap.toWallMicros());
    out.text(gap.reason());
  }

  private void inventory(Inventory inventory) {
    head(Kinds.INVENTORY, inventory.at(), 3);
    out.value(MAPPER.convertValue(inventory.room(), Map.class));
    out.value(MAPPER.convertValue(inventory.devices(), List.class));
    out.flag(inventory.simulated());
  }

  private void head(int kind, Stamp at, int rest) {
    out.array(5 + rest);
    out.whole(kind);
    out.whole(at.wallMicros());
    out.whole(at.monotonicMicros());
    out.whole(at.boot());
    out.whole(at.clock().ordinal());
  }
}
