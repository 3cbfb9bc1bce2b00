package org.khue.driver.mqtt;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.khue.driver.PointSpec;
import org.khue.driver.Value;

/// Turns what a device published into values.
final class Payloads {
  /// Tasmota's longest is about 1 KiB; more than this is not from a device of a classroom.
  static final int LONGEST_BYTES = 64 * 1024;

  static final ObjectMapper JSON =
      new ObjectMapper(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(32)
                          .maxNumberLength(64)
                          .maxStringLength(LONGEST_BYTES)
                          .maxNameLength(256)
                          .build())
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private Payloads() {}

  /// What a payload gave for a point.
  sealed interface Found {
    record Some(Value value) implements Found {}

    /// The message does not speak of this point.
    record Nothing() implements Found {}

    /// It speaks of it, but gives no value.
    ///
    /// @param reason a short code
    record Bad(String reason) implements Found {}
  }

  /// The document, or null if the payload is none.
  static @Nullable JsonNode document(byte[] payload) {
    if (payload.length > LONGEST_BYTES) {
      return null;
    }
    try {
      JsonNode root = JSON.readTree(payload);
      return root == null || root.isMissingNode() ? null : root;
    } catch (IOException e) {
      return null;
    }
  }

  static String text(byte[] payload) {
    return new String(payload, StandardCharsets.UTF_8).strip();
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  static Found find(JsonNode node, PointSpec point) {
    return switch (node.getNodeType()) {
      case MISSING -> new Found.Nothing();
      case NULL -> new Found.Bad("no-value");
      case NUMBER -> number(node.doubleValue());
      case BOOLEAN -> new Found.Some(new Value.Num(node.booleanValue() ? 1 : 0));
      case STRING -> word(node.textValue().strip(), point);
      case ARRAY, OBJECT, BINARY, POJO -> new Found.Bad("not-a-value");
    };
  }

  /// A word: a state's name, a number written out, true or false.
  static Found word(String word, PointSpec point) {
    if (point.states().values().stream().anyMatch(word::equalsIgnoreCase)) {
      return new Found.Some(new Value.Text(word));
    }
    switch (word.toLowerCase(Locale.ROOT)) {
      case "true" -> {
        return new Found.Some(new Value.Num(1));
      }
      case "false" -> {
        return new Found.Some(new Value.Num(0));
      }
      default -> {}
    }
    try {
      return number(Double.parseDouble(word));
    } catch (NumberFormatException e) {
      return point.states().isEmpty() || word.isEmpty()
          ? new Found.Bad("not-a-number")
          : new Found.Some(new Value.Text(word));
    }
  }

  private static Found number(double value) {
    return Double.isFinite(value)
        ? new Found.Some(new Value.Num(value))
        : new Found.Bad("not-a-number");
  }

  /// Whether a last will or an availability message says online: a plain word or `{"state": …}`, as
  /// Tasmota and Zigbee2MQTT send them. Null if it says neither.
  static @Nullable Boolean online(byte[] payload) {
    String text = text(payload);
    if (text.startsWith("{")) {
      JsonNode root = document(payload);
      text = root == null ? "" : root.path("state").asText();
    }
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "online" -> true;
      case "offline" -> false;
      default -> null;
    };
  }
}
