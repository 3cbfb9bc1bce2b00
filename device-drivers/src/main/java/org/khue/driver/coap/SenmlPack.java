package org.khue.driver.coap;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.khue.driver.Value;

/// A SenML pack (RFC 8428) in JSON or CBOR, resolved.
///
/// @param baseName the first base name; empty if there is none
/// @param records in the order of the pack
record SenmlPack(String baseName, List<SenmlRecord> records) {
  static final int LONGEST_BYTES = 16 * 1024;
  private static final int MOST_RECORDS = 256;
  private static final int LONGEST_NAME = 256;
  private static final int VERSION = 10;

  /// Times below this are relative to now (RFC 8428, section 4.5.3).
  private static final double ABSOLUTE_FROM = 1 << 28;

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][-A-Za-z0-9:./_]*");

  /// The names of the fields in JSON, and their labels in CBOR (RFC 8428, table 4).
  private static final Map<String, String> LABELS =
      Map.ofEntries(
          Map.entry("bver", "-1"),
          Map.entry("bn", "-2"),
          Map.entry("bt", "-3"),
          Map.entry("bu", "-4"),
          Map.entry("bv", "-5"),
          Map.entry("n", "0"),
          Map.entry("u", "1"),
          Map.entry("v", "2"),
          Map.entry("vs", "3"),
          Map.entry("vb", "4"),
          Map.entry("s", "5"),
          Map.entry("t", "6"),
          Map.entry("vd", "8"));

  private static final StreamReadConstraints LIMITS =
      StreamReadConstraints.builder()
          .maxNestingDepth(8)
          .maxNumberLength(64)
          .maxStringLength(LONGEST_BYTES)
          .maxNameLength(64)
          .build();
  private static final ObjectMapper JSON = mapper(new JsonFactory());
  private static final ObjectMapper CBOR = mapper(new CBORFactory());

  SenmlPack {
    records = List.copyOf(records);
  }

  private static ObjectMapper mapper(JsonFactory factory) {
    factory.setStreamReadConstraints(LIMITS);
    return new ObjectMapper(factory).enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
  }

  static SenmlPack json(byte[] bytes) throws SenmlException {
    return parse(bytes, JSON, false);
  }

  static SenmlPack cbor(byte[] bytes) throws SenmlException {
    return parse(bytes, CBOR, true);
  }

  private static SenmlPack parse(byte[] bytes, ObjectMapper mapper, boolean numbered)
      throws SenmlException {
    if (bytes.length > LONGEST_BYTES) {
      throw new SenmlException(bytes.length + " bytes are more than " + LONGEST_BYTES);
    }
    JsonNode root;
    try {
      root = mapper.readTree(bytes);
    } catch (IOException e) {
      throw new SenmlException("it cannot be read");
    }
    if (root == null || !root.isArray() || root.isEmpty()) {
      throw new SenmlException("it is no list of records");
    }
    if (root.size() > MOST_RECORDS) {
      throw new SenmlException("it has more than " + MOST_RECORDS + " records");
    }
    return new Resolver(numbered).resolve(root);
  }

  /// The last record of that name; null if there is none.
  @Nullable SenmlRecord last(String name) {
    SenmlRecord found = null;
    for (SenmlRecord record : records) {
      if (record.isNamed(name)) {
        found = record;
      }
    }
    return found;
  }

  /// Walks through a pack with the base fields that are in force.
  private static final class Resolver {
    private final boolean numbered;
    private String baseName = "";
    private @Nullable String baseUnit;
    private double baseTime;
    private double baseValue;

    Resolver(boolean numbered) {
      this.numbered = numbered;
    }

    SenmlPack resolve(JsonNode root) throws SenmlException {
      List<SenmlRecord> records = new ArrayList<>();
      String first = "";
      for (JsonNode node : root) {
        if (!node.isObject()) {
          throw new SenmlException("a record is no object");
        }
        checkFields(node);
        takeBase(node);
        if (first.isEmpty()) {
          first = baseName;
        }
        if (has(node, "v")
            || has(node, "vb")
            || has(node, "vs")
            || has(node, "vd")
            || has(node, "s")) {
          records.add(record(node));
        }
      }
      return new SenmlPack(first, records);
    }

    /// A field that ends in `_` must be understood (section 4.4), and none is.
    private void checkFields(JsonNode node) throws SenmlException {
      for (Iterator<String> names = node.fieldNames(); names.hasNext(); ) {
        String name = names.next();
        if (name.endsWith("_")) {
          throw new SenmlException("it needs the unknown field " + name);
        }
      }
    }

    private void takeBase(JsonNode node) throws SenmlException {
      if (has(node, "bver") && number(node, "bver", VERSION) > VERSION) {
        throw new SenmlException("its version is newer than " + VERSION);
      }
      baseName = has(node, "bn") ? text(node, "bn") : baseName;
      baseUnit = has(node, "bu") ? text(node, "bu") : baseUnit;
      baseTime = number(node, "bt", baseTime);
      baseValue = number(node, "bv", baseValue);
    }

    private SenmlRecord record(JsonNode node) throws SenmlException {
      String local = has(node, "n") ? text(node, "n") : "";
      String name = baseName + local;
      if (name.length() > LONGEST_NAME || !NAME.matcher(name).matches()) {
        throw new SenmlException("a record's name is not allowed");
      }
      double time = baseTime + number(node, "t", 0);
      return new SenmlRecord(
          name,
          local,
          has(node, "u") ? text(node, "u") : baseUnit,
          value(node),
          time < ABSOLUTE_FROM ? Math.min(0, time) : 0);
    }

    private @Nullable Value value(JsonNode node) throws SenmlException {
      if (has(node, "v")) {
        return new Value.Num(baseValue + number(node, "v", 0));
      }
      if (has(node, "vb")) {
        JsonNode flag = Objects.requireNonNull(field(node, "vb"));
        if (!flag.isBoolean()) {
          throw new SenmlException("vb is neither true nor false");
        }
        return new Value.Num(flag.booleanValue() ? 1 : 0);
      }
      return has(node, "vs") ? new Value.Text(text(node, "vs")) : null;
    }

    private @Nullable JsonNode field(JsonNode node, String name) {
      return node.get(numbered ? LABELS.getOrDefault(name, name) : name);
    }

    private boolean has(JsonNode node, String name) {
      return field(node, name) != null;
    }

    private String text(JsonNode node, String name) throws SenmlException {
      JsonNode field = field(node, name);
      if (field == null || !field.isTextual()) {
        throw new SenmlException(name + " is no text");
      }
      return field.textValue();
    }

    private double number(JsonNode node, String name, double fallback) throws SenmlException {
      JsonNode field = field(node, name);
      if (field == null) {
        return fallback;
      }
      if (!field.isNumber()) {
        throw new SenmlException(name + " is no number");
      }
      return field.doubleValue();
    }
  }
}
