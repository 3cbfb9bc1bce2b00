package org.khue.contract.wire;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
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
  private static final ObjectMapper CBOR = Mappers.cbor();
  private static final ClockState[] CLOCKS = ClockState.values();
  private static final Quality[] QUALITIES = Quality.values();
  private static final TypeReference<Map<String, Object>> DETAILS = new TypeReference<>() {};
  private static final TypeReference<List<Inventory.Device>> DEVICES = new TypeReference<>() {};

  private EntryReader() {}

  /// The entry in the bytes of one CBOR item.
  ///
  /// @throws WireException if it is none
  public static Entry read(byte[] cbor) throws WireException {
    try (JsonParser in = CBOR.getFactory().createParser(cbor)) {
      in.nextToken();
      return read(in, cbor);
    } catch (WireException e) {
      throw e;
    } catch (IOException | IllegalArgumentException e) {
      throw new WireException("not an entry: " + e.getMessage(), e);
    }
  }

  /// Reads the entry whose array the parser stands on, and leaves it on the array's end.
  ///
  /// @param source the bytes that the parser reads, from their first: an unknown kind is cut out of
  ///   them
  static Entry read(JsonParser in, byte[] source) throws IOException {
    if (in.currentToken() != JsonToken.START_ARRAY) {
      throw new WireException("an entry is an array, not " + in.currentToken());
    }
    long start = in.currentTokenLocation().getByteOffset();
    int kind = (int) whole(in, "kind");
    Stamp at =
        new Stamp(
            whole(in, "wallMicros"),
            whole(in, "monotonicMicros"),
            (int) whole(in, "boot"),
            of(CLOCKS, whole(in, "clock"), "clock"));
    Entry entry =
        switch (kind) {
          case Kinds.READING -> reading(in, at);
          case Kinds.EVENT ->
              new Event(at, text(in, "device"), text(in, "kind"), flag(in), details(in));
          case Kinds.GAP ->
              new Gap(
                  at, whole(in, "count"), whole(in, "from"), whole(in, "to"), text(in, "reason"));
          case Kinds.INVENTORY -> inventory(in, at);
          default -> null;
        };
    skipToEnd(in);
    if (entry == null) {
      int end = (int) in.currentLocation().getByteOffset();
      return new UnknownEntry(at, kind, java.util.Arrays.copyOfRange(source, (int) start, end));
    }
    return entry;
  }

  private static Reading reading(JsonParser in, Stamp at) throws IOException {
    return new Reading(
        at,
        text(in, "device"),
        text(in, "point"),
        number(in),
        text(in, "unit"),
        of(QUALITIES, whole(in, "quality"), "quality"),
        textOrNull(in, "reason"),
        flag(in));
  }

  private static Inventory inventory(JsonParser in, Stamp at) throws IOException {
    in.nextToken();
    Inventory.Room room = CBOR.readValue(in, Inventory.Room.class);
    in.nextToken();
    List<Inventory.Device> devices = CBOR.readValue(in, DEVICES);
    return new Inventory(at, room, devices, flag(in));
  }

  private static Map<String, Object> details(JsonParser in) throws IOException {
    in.nextToken();
    Map<String, Object> details = CBOR.readValue(in, DETAILS);
    details.values().removeIf(value -> value == null);
    return details;
  }

  static long whole(JsonParser in, String field) throws IOException {
    if (in.nextToken() != JsonToken.VALUE_NUMBER_INT) {
      throw expected("a whole number", field, in);
    }
    return in.getLongValue();
  }

  private static double number(JsonParser in) throws IOException {
    JsonToken token = in.nextToken();
    if (token != JsonToken.VALUE_NUMBER_FLOAT && token != JsonToken.VALUE_NUMBER_INT) {
      throw expected("a number", "value", in);
    }
    return in.getDoubleValue();
  }

  static String text(JsonParser in, String field) throws IOException {
    if (in.nextToken() != JsonToken.VALUE_STRING) {
      throw expected("text", field, in);
    }
    return in.getText();
  }

  private static @Nullable String textOrNull(JsonParser in, String field) throws IOException {
    JsonToken token = in.nextToken();
    if (token == JsonToken.VALUE_NULL) {
      return null;
    }
    if (token != JsonToken.VALUE_STRING) {
      throw expected("text or null", field, in);
    }
    return in.getText();
  }

  private static boolean flag(JsonParser in) throws IOException {
    JsonToken token = in.nextToken();
    if (token != JsonToken.VALUE_TRUE && token != JsonToken.VALUE_FALSE) {
      throw expected("true or false", "simulated", in);
    }
    return token == JsonToken.VALUE_TRUE;
  }

  private static <T> T of(T[] values, long ordinal, String field) throws WireException {
    if (ordinal < 0 || ordinal >= values.length) {
      throw new WireException(field + " is " + ordinal + ", expected 0 to " + (values.length - 1));
    }
    return values[(int) ordinal];
  }

  /// Skips appended elements up to the end of the array that the parser is in.
  static void skipToEnd(JsonParser in) throws IOException {
    while (true) {
      JsonToken token = in.nextToken();
      if (token == null) {
        throw new WireException("the bytes end inside an array");
      }
      if (token == JsonToken.END_ARRAY) {
        return;
      }
      in.skipChildren();
    }
  }

  private static WireException expected(String what, String field, JsonParser in) {
    return new WireException(
        field
            + " must be "
            + what
            + ", not "
            + in.currentToken()
            + ", at byte "
            + in.currentLocation().getByteOffset());
  }
}
