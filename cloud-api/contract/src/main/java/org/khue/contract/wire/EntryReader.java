package org.khue.contract.wire;

import com.fasterxml.jackson.core.type.TypeReference;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.khue.contract.ClockState;
import org.khue.contract.Entry;
import org.khue.contract.Event;
import org.khue.contract.Gap;
import org.khue.contract.Inventory;
import org.khue.contract.Quality;
import org.khue.contract.Reading;
import org.khue.contract.Stamp;
import org.khue.contract.UnknownEntry;

/// Reads entries from CBOR, in the order of their fields; elements that a later version appended
/// are skipped.
public final class EntryReader {
  private static final ClockState[] CLOCKS = ClockState.values();
  private static final Quality[] QUALITIES = Quality.values();
  private static final TypeReference<List<Inventory.Device>> DEVICES = new TypeReference<>() {};

  private EntryReader() {}

  /// The entry in the bytes of one CBOR item.
  ///
  /// @throws WireException if it is none
  public static Entry read(byte[] cbor) throws WireException {
    CborInput in = new CborInput(cbor);
    Entry entry = read(in);
    if (!in.atEnd()) {
      throw new WireException("bytes follow the entry, at byte " + in.position());
    }
    return entry;
  }

  /// Reads the entry that begins at the input's position.
  static Entry read(CborInput in) throws WireException {
    int start = in.position();
    try {
      int length = in.array("an entry");
      int kind = in.whole("kind", 0, Integer.MAX_VALUE);
      Stamp at =
          new Stamp(
              in.whole("wallMicros"),
              in.whole("monotonicMicros"),
              in.whole("boot", 1, Integer.MAX_VALUE),
              CLOCKS[in.whole("clock", 0, CLOCKS.length - 1)]);
      return switch (kind) {
        case Kinds.READING -> ended(in, length, 12, reading(in, at));
        case Kinds.EVENT -> ended(in, length, 9, event(in, at));
        case Kinds.GAP -> ended(in, length, 9, gap(in, at));
        case Kinds.INVENTORY -> ended(in, length, 8, inventory(in, at));
        default -> {
          in.skipRest(length, 5);
          yield new UnknownEntry(at, kind, in.copy(start, in.position()));
        }
      };
    } catch (IllegalArgumentException e) {
      throw new WireException("not an entry, at byte " + start + ": " + e.getMessage(), e);
    }
  }

  /// Passes by what a later version appended.
  private static Entry ended(CborInput in, int length, int taken, Entry entry)
      throws WireException {
    if (length >= 0 && length < taken) {
      throw new WireException("this entry has at least " + taken + " elements, not " + length);
    }
    in.skipRest(length, taken);
    return entry;
  }

  private static Reading reading(CborInput in, Stamp at) throws WireException {
    return new Reading(
        at,
        in.text("device"),
        in.text("point"),
        in.number("value"),
        in.text("unit"),
        QUALITIES[in.whole("quality", 0, QUALITIES.length - 1)],
        in.textOrNull("reason"),
        in.flag("simulated"));
  }

  private static Event event(CborInput in, Stamp at) throws WireException {
    return new Event(at, in.text("device"), in.text("kind"), in.flag("simulated"), details(in));
  }

  private static Gap gap(CborInput in, Stamp at) throws WireException {
    return new Gap(at, in.whole("count"), in.whole("from"), in.whole("to"), in.text("reason"));
  }

  private static Inventory inventory(CborInput in, Stamp at) throws WireException {
    Object room = in.value("room");
    Object devices = in.value("devices");
    return new Inventory(
        at,
        present("room", Mappers.cbor().convertValue(room, Inventory.Room.class)),
        present("devices", Mappers.cbor().convertValue(devices, DEVICES)),
        in.flag("simulated"));
  }

  private static Map<String, Object> details(CborInput in) throws WireException {
    Object details = in.value("details");
    if (!(details instanceof Map<?, ?> map)) {
      throw new WireException("details must be a map, at byte " + in.position());
    }
    Map<String, Object> present = new LinkedHashMap<>();
    map.forEach((key, value) -> {
      if (value != null) {
        present.put((String) key, value);
      }
    });
    return present;
  }

  private static <T> T present(String field, @Nullable T value) throws WireException {
    if (value == null) {
      throw new WireException(field + " is missing");
    }
    return value;
  }
}
