package org.khue.contract.wire;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.cbor.CBORGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.khue.contract.Entry;
import org.khue.contract.Event;
import org.khue.contract.Gap;
import org.khue.contract.Inventory;
import org.khue.contract.Reading;
import org.khue.contract.Stamp;
import org.khue.contract.UnknownEntry;

/// Writes entries as CBOR items. Not thread-safe; an instance may be used again and again.
public final class EntryWriter {
  private static final ObjectMapper CBOR = Mappers.cbor();

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);

  /// The entry's CBOR item, as a journal keeps it and a batch carries it.
  public byte[] write(Entry entry) {
    bytes.reset();
    try (CBORGenerator out = (CBORGenerator) CBOR.getFactory().createGenerator(bytes)) {
      switch (entry) {
        case Reading reading -> reading(out, reading);
        case Event event -> event(out, event);
        case Gap gap -> gap(out, gap);
        case Inventory inventory -> inventory(out, inventory);
        case UnknownEntry unknown -> {
          return unknown.cbor();
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("an entry could not be written: " + entry, e);
    }
    return bytes.toByteArray();
  }

  private static void reading(CBORGenerator out, Reading reading) throws IOException {
    head(out, Kinds.READING, reading.at(), 7);
    out.writeString(reading.device());
    out.writeString(reading.point());
    out.writeNumber(reading.value());
    out.writeString(reading.unit());
    out.writeNumber(reading.quality().ordinal());
    out.writeString(reading.reason());
    out.writeBoolean(reading.simulated());
    out.writeEndArray();
  }

  private static void event(CBORGenerator out, Event event) throws IOException {
    head(out, Kinds.EVENT, event.at(), 4);
    out.writeString(event.device());
    out.writeString(event.kind());
    out.writeBoolean(event.simulated());
    CBOR.writeValue(out, event.details());
    out.writeEndArray();
  }

  private static void gap(CBORGenerator out, Gap gap) throws IOException {
    head(out, Kinds.GAP, gap.at(), 4);
    out.writeNumber(gap.count());
    out.writeNumber(gap.fromWallMicros());
    out.writeNumber(gap.toWallMicros());
    out.writeString(gap.reason());
    out.writeEndArray();
  }

  private static void inventory(CBORGenerator out, Inventory inventory) throws IOException {
    head(out, Kinds.INVENTORY, inventory.at(), 3);
    CBOR.writeValue(out, inventory.room());
    CBOR.writeValue(out, inventory.devices());
    out.writeBoolean(inventory.simulated());
    out.writeEndArray();
  }

  private static void head(CBORGenerator out, int kind, Stamp at, int rest) throws IOException {
    out.writeStartArray(null, 5 + rest);
    out.writeNumber(kind);
    out.writeNumber(at.wallMicros());
    out.writeNumber(at.monotonicMicros());
    out.writeNumber(at.boot());
    out.writeNumber(at.clock().ordinal());
  }
}
