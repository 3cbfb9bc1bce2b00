package org.khue.contract.wire;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;

/// JSON of the small messages: Ack, Command, ConfigMessage, GatewayState.
public final class JsonCodec {
  private JsonCodec() {}

  public static byte[] write(Record message) {
    try {
      return Mappers.json().writeValueAsBytes(message);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a message could not be written as JSON: " + message, e);
    }
  }

  /// @throws WireException if the bytes are no JSON of that record
  public static <T extends Record> T read(byte[] json, Class<T> type) throws WireException {
    T value;
    try {
      value = Mappers.json().readValue(json, type);
    } catch (IOException e) {
      throw new WireException("not a " + type.getSimpleName() + " in JSON: " + e.getMessage(), e);
    }
    if (value == null) {
      throw new WireException("not a " + type.getSimpleName() + ": the message is null");
    }
    return value;
  }
}
