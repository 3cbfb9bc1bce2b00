package org.khue.driver.mqtt;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.khue.driver.Block;
import org.khue.driver.CommandCall;
import org.khue.driver.Fault;
import org.khue.driver.Outcome;

/// What a command publishes and what the device says when it is done: `{topic:
/// "cmnd/{topic}/Power", payload: "ON", confirm: "stat/{topic}/POWER", expect: "ON"}`. A payload
/// may be an object, sent as JSON; `confirm-path` looks into a JSON answer. `{name}` in payload and
/// expect stands for an argument.
///
/// @param path null if the whole answer is compared
record MqttOrder(
    String topic, byte[] payload, String confirm, @Nullable JsonPath path, String expect) {
  private static final Pattern ARGUMENT = Pattern.compile("\\{([a-z][a-z0-9-]*)}");
  private static final int LONGEST_ARGUMENT = 64;

  /// @throws IllegalArgumentException if the block is wrong, whatever the arguments
  static void check(Map<String, Object> block, String device) {
    new Block(block).only("topic", "payload", "confirm", "confirm-path", "expect");
    Route.name(block.get("topic"), device, "topic");
    Route.name(block.get("confirm"), device, "confirm");
    path(block);
    if (block.get("payload") == null || block.get("expect") == null) {
      throw new IllegalArgumentException(
          "`payload` and `expect` are needed: only the device's own word confirms a command");
    }
  }

  /// @param call with a checked block
  static Outcome<MqttOrder> of(CommandCall call, String device) {
    Map<String, Object> block = call.spec().address();
    try {
      Object payload = fill(String.valueOf(block.get("payload")), call.args());
      if (block.get("payload") instanceof Map<?, ?> members) {
        payload = json(members, call.args());
      }
      return Outcome.ok(
          new MqttOrder(
              Route.name(block.get("topic"), device, "topic"),
              payload.toString().getBytes(StandardCharsets.UTF_8),
              Route.name(block.get("confirm"), device, "confirm"),
              path(block),
              fill(String.valueOf(block.get("expect")), call.args())));
    } catch (IllegalArgumentException | JsonProcessingException e) {
      return Outcome.failed(new Fault.Range("Command " + call.spec().id() + ": " + e.getMessage()));
    }
  }

  private static @Nullable JsonPath path(Map<String, Object> block) {
    Object path = block.get("confirm-path");
    return path == null ? null : JsonPath.of(path.toString());
  }

  /// An argument that is the whole value keeps its type: `{brightness: "{level}"}` sends a number.
  private static String json(Map<?, ?> members, Map<String, Object> args)
      throws JsonProcessingException {
    Map<Object, Object> filled = new HashMap<>();
    for (Map.Entry<?, ?> member : members.entrySet()) {
      Object value = member.getValue();
      if (value instanceof String text) {
        Matcher whole = ARGUMENT.matcher(text);
        value = whole.matches() ? argument(whole.group(1), args) : fill(text, args);
      }
      filled.put(member.getKey(), value);
    }
    return Payloads.JSON.writeValueAsString(filled);
  }

  private static String fill(String template, Map<String, Object> args) {
    return ARGUMENT
        .matcher(template)
        .replaceAll(found -> Matcher.quoteReplacement(argument(found.group(1), args).toString()));
  }

  private static Object argument(String name, Map<String, Object> args) {
    Object value = args.get(name);
    boolean plain =
        value instanceof Number
            || value instanceof Boolean
            || (value instanceof String text
                && text.length() <= LONGEST_ARGUMENT
                && text.chars().noneMatch(Character::isISOControl));
    if (value == null || !plain) {
      throw new IllegalArgumentException(
          "argument `" + name + "` must be a number, a truth value or a short text");
    }
    return value;
  }

  /// Whether a message on [#confirm] says that the order is carried out.
  boolean confirmedBy(byte[] answer) {
    return said(answer).equalsIgnoreCase(expect);
  }

  /// What the message says, for comparing and for the log.
  String said(byte[] answer) {
    if (path == null) {
      return answer.length > Payloads.LONGEST_BYTES ? "" : Payloads.text(answer);
    }
    JsonNode root = Payloads.document(answer);
    return root == null ? "" : path.in(root).asText();
  }
}
