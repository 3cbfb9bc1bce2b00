package org.khue.gateway.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.networknt.schema.Error;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// Says in plain words what a schema found.
///
/// @param below added to the place of the block, such as the unknown key in it; often empty
record SchemaMessage(String below, String text) {
  /// Stands for a password: messages go to screens and logs.
  private static final JsonNode HIDDEN = TextNode.valueOf("•••");

  private static final Pattern SECRET =
      Pattern.compile(".*/[^/]*(password|secret|token|claim-code)");

  /// @param schema holds the keyword that failed
  static SchemaMessage of(Error error, JsonNode schema) {
    boolean secret = SECRET.matcher(error.getInstanceLocation().toString()).matches();
    JsonNode value = secret && !error.getInstanceNode().isNull() ? HIDDEN : error.getInstanceNode();
    JsonNode rule = schema.path(error.getKeyword());
    return switch (error.getKeyword()) {
      case "additionalProperties", "unevaluatedProperties" -> unknownKey(error, schema);
      case "required", "dependentRequired" -> {
        String key = String.valueOf(error.getProperty());
        JsonNode property = schema.path("properties").path(key);
        String hint =
            property.path("title").asText(String.join(", ", texts(property.path("enum"))));
        yield here("'" + key + "' is missing" + (hint.isEmpty() ? "" : " (" + hint + ")"));
      }
      case "type" -> here(type(value, rule, schema));
      case "enum" -> {
        List<String> allowed = texts(rule);
        yield here(
            "'"
                + value.asText()
                + "' is not one of "
                + String.join(", ", allowed)
                + Nearest.hint(value.asText(), allowed));
      }
      case "const" -> here("must be " + rule.asText() + ", not " + shown(value));
      case "pattern" -> here(shown(value) + " does not fit, expected: " + said(schema, rule));
      case "false" -> here("has no place here: take it out");
      case "minimum" -> here("must be at least " + rule + ", not " + shown(value));
      case "maximum" -> here("must be at most " + rule + ", not " + shown(value));
      case "exclusiveMinimum" -> here("must be above " + rule + ", not " + shown(value));
      case "exclusiveMaximum" -> here("must be below " + rule + ", not " + shown(value));
      case "minLength" ->
          here(
              value.asText().isEmpty() ? "is empty" : "must have at least " + rule + " characters");
      case "maxLength" -> here("must have at most " + rule + " characters");
      case "minItems" -> here("must list at least " + rule);
      case "maxItems" -> here("must list at most " + rule);
      case "uniqueItems" -> here("lists the same thing twice");
      case "minProperties" -> here("must hold at least " + rule + of(schema));
      case "maxProperties" -> here("must hold at most " + rule + of(schema));
      default -> here(error.getMessage());
    };
  }

  private static SchemaMessage unknownKey(Error error, JsonNode schema) {
    String key = String.valueOf(error.getProperty());
    List<String> known = keys(schema);
    String hint =
        known.isEmpty() && schema.hasNonNull("description")
            ? ": " + schema.path("description").asText()
            : Nearest.hintOrList(key, known);
    return new SchemaMessage(Node.below("", key), "unknown key '" + key + "'" + hint);
  }

  private static String type(JsonNode value, JsonNode rule, JsonNode schema) {
    List<String> types = rule.isArray() ? texts(rule) : List.of(rule.asText());
    List<String> words = types.stream().map(SchemaMessage::typeWord).distinct().toList();
    if (value.isNull()) {
      return "has no value: write one, or take the key out";
    }
    String hint = "";
    if (types.contains("string")
        && value.isValueNode()
        && (value == HIDDEN || value.asText().matches(schema.path("pattern").asText(".*")))) {
      hint = ": put it in quotes, \"" + value.asText() + "\"";
    } else if (schema.hasNonNull("description")) {
      hint = ": " + schema.path("description").asText();
    }
    return "must be " + String.join(" or ", words) + ", not " + shown(value) + hint;
  }

  private static String typeWord(String type) {
    return switch (type) {
      case "string" -> "text";
      case "integer" -> "a whole number";
      case "number" -> "a number";
      case "boolean" -> "true or false";
      case "array" -> "a list";
      case "object" -> "a block of keys";
      default -> type;
    };
  }

  private static String shown(JsonNode value) {
    if (value.isTextual()) {
      String text = value.textValue();
      return "'" + (text.length() > 60 ? text.substring(0, 60) + "…" : text) + "'";
    }
    return value.isObject() ? "a block of keys" : value.isArray() ? "a list" : value.asText();
  }

  private static List<String> keys(JsonNode schema) {
    List<String> keys = new ArrayList<>();
    schema.path("properties").fieldNames().forEachRemaining(keys::add);
    return keys;
  }

  private static List<String> texts(JsonNode list) {
    List<String> texts = new ArrayList<>();
    list.forEach(item -> texts.add(item.asText()));
    return texts;
  }

  /// What the schema says about its values.
  private static String said(JsonNode schema, JsonNode pattern) {
    return schema
        .path("description")
        .asText(schema.path("title").asText("it must match " + pattern.asText()));
  }

  private static String of(JsonNode schema) {
    List<String> keys = keys(schema);
    return keys.isEmpty() ? " keys" : " of " + Nearest.list(keys);
  }

  private static SchemaMessage here(String text) {
    return new SchemaMessage("", text);
  }
}
