package org.khue.gateway.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.resolver.Resolver;

/// Tells what a plain word means by the core schema of YAML 1.2 (chapter 10.3.2): 0x and 0o
/// numbers, true and false, but neither `yes`, `on` nor times of day, which YAML 1.1 had.
final class CoreResolver extends Resolver {
  private static final Pattern EMPTY_VALUE = Pattern.compile("^(?:~|null|Null|NULL|)$");
  private static final Pattern BOOLEAN_VALUE =
      Pattern.compile("^(?:true|True|TRUE|false|False|FALSE)$");
  private static final Pattern WHOLE_VALUE =
      Pattern.compile("^(?:[-+]?[0-9]{1,40}|0o[0-7]{1,20}|0x[0-9a-fA-F]{1,16})$");
  private static final Pattern NUMBER_VALUE =
      Pattern.compile(
          "^[-+]?(?:\\.[0-9]{1,40}|[0-9]{1,40}(?:\\.[0-9]{0,40})?)(?:[eE][-+]?[0-9]{1,3})?$");

  enum Type {
    EMPTY,
    BOOLEAN,
    WHOLE,
    NUMBER,
    TEXT
  }

  @Override
  protected void addImplicitResolvers() {
    addImplicitResolver(Tag.BOOL, BOOLEAN_VALUE, "tTfF");
    addImplicitResolver(Tag.INT, WHOLE_VALUE, "-+0123456789");
    addImplicitResolver(Tag.FLOAT, NUMBER_VALUE, "-+.0123456789");
    addImplicitResolver(Tag.NULL, EMPTY_VALUE, "~nN\0");
    addImplicitResolver(Tag.NULL, EMPTY_VALUE, null);
  }

  /// What a tag stands for; null if it is none of the core schema.
  static @Nullable Type type(Tag tag) {
    if (tag.equals(Tag.NULL)) {
      return Type.EMPTY;
    } else if (tag.equals(Tag.BOOL)) {
      return Type.BOOLEAN;
    } else if (tag.equals(Tag.INT)) {
      return Type.WHOLE;
    } else if (tag.equals(Tag.FLOAT)) {
      return Type.NUMBER;
    }
    return tag.equals(Tag.STR) ? Type.TEXT : null;
  }

  /// The number that the text writes; the text itself if it writes none, as after a wrong tag.
  static JsonNode number(String text, JsonNodeFactory json) {
    if (WHOLE_VALUE.matcher(text).matches()) {
      BigInteger whole =
          text.startsWith("0x")
              ? new BigInteger(text.substring(2), 16)
              : text.startsWith("0o") ? new BigInteger(text.substring(2), 8) : new BigInteger(text);
      if (whole.bitLength() < Integer.SIZE) {
        return json.numberNode(whole.intValueExact());
      }
      return whole.bitLength() < Long.SIZE
          ? json.numberNode(whole.longValueExact())
          : json.numberNode(whole);
    }
    if (NUMBER_VALUE.matcher(text).matches()) {
      double number = new BigDecimal(text).doubleValue();
      return Double.isFinite(number) ? json.numberNode(number) : json.textNode(text);
    }
    return json.textNode(text);
  }
}
