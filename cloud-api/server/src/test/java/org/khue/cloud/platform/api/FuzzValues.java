package org.khue.cloud.platform.api;

import com.fasterxml.jackson.databind.util.RawValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Makes values of the description's schemas, right ones and wrong ones.
final class FuzzValues {
  private static final int DEEPEST = 6;
  private static final List<Object> NASTY =
      List.of(
          "",
          " ",
          "a\u0000b",
          "Nguye\u0302\u0303n Thi\u0323 Du\u031bo\u031bng",
          "\u202e\u200b\ufeff",
          "😀".repeat(50),
          "x".repeat(20_000),
          "../../../etc/passwd",
          "'; DROP TABLE people.person; --",
          "<script>alert(1)</script>",
          "%00%ff",
          "00000000-0000-0000-0000-000000000000",
          "2026-02-30",
          "9999999-01-01",
          "-4713-01-01T00:00:00Z",
          "+999999999-12-31T23:59:59Z",
          "NaN",
          "null",
          -1,
          0,
          Long.MAX_VALUE,
          Long.MIN_VALUE,
          1.5,
          true,
          List.of(),
          Map.of(),
          List.of(List.of(List.of())),
          new RawValue("1e400"),
          new RawValue("-0"),
          new RawValue("99999999999999999999999999999"),
          new RawValue("\"\\ud800\""),
          new RawValue("null"),
          new RawValue("[".repeat(200) + "]".repeat(200)));

  private final Random random;
  private final Map<String, Object> schemas;

  FuzzValues(Random random, Map<String, Object> schemas) {
    this.random = random;
    this.schemas = schemas;
  }

  Object nasty() {
    return NASTY.get(random.nextInt(NASTY.size()));
  }

  /// A value as the schema wants it; now and then, by `wrong` in 1,000 places, one that it does
  /// not.
  Object value(@Nullable Object node, int wrong, int depth) {
    if (random.nextInt(1_000) < wrong) {
      return nasty();
    }
    Map<String, Object> schema = resolved(node);
    if (schema.get("enum") instanceof List<?> values && !values.isEmpty()) {
      return String.valueOf(values.get(random.nextInt(values.size())));
    }
    return switch (String.valueOf(schema.get("type"))) {
      case "string" -> text(String.valueOf(schema.get("format")));
      case "integer" -> random.nextInt(5) == 0 ? random.nextInt() : random.nextInt(1, 60);
      case "number" -> random.nextInt(2_000) / 10.0;
      case "boolean" -> random.nextBoolean();
      case "array" -> list(schema, wrong, depth);
      default -> object(schema, wrong, depth);
    };
  }

  private Object text(String format) {
    return switch (format) {
      case "uuid" -> new UUID(random.nextLong(), random.nextLong()).toString();
      case "date" -> "2026-0" + random.nextInt(1, 10) + "-1" + random.nextInt(10);
      case "date-time" -> "2026-09-05T0" + random.nextInt(10) + ":30:00Z";
      default ->
          List.of("Trường Tiểu học Vạt Lì", "a-" + random.nextInt(1_000), "Lê Thị Hoa", "R1")
              .get(random.nextInt(4));
    };
  }

  private List<Object> list(Map<String, Object> schema, int wrong, int depth) {
    List<Object> list = new ArrayList<>();
    int size = depth > DEEPEST ? 0 : random.nextInt(4);
    for (int i = 0; i < size; i++) {
      list.add(value(schema.get("items"), wrong, depth + 1));
    }
    return list;
  }

  private Map<String, Object> object(Map<String, Object> schema, int wrong, int depth) {
    Map<String, Object> object = new LinkedHashMap<>();
    if (depth > DEEPEST) {
      return object;
    }
    if (schema.get("properties") instanceof Map<?, ?> properties) {
      properties.forEach((name, property) -> {
        if (random.nextInt(1_000) >= wrong) {
          object.put(String.valueOf(name), value(property, wrong, depth + 1));
        }
      });
    }
    if (random.nextInt(1_000) < wrong) {
      object.put("unknown-" + random.nextInt(9), nasty());
    }
    return object;
  }

  @SuppressWarnings("unchecked") // YAML's objects have texts as keys
  private Map<String, Object> resolved(@Nullable Object node) {
    Map<String, Object> schema =
        node instanceof Map<?, ?> map ? (Map<String, Object>) map : Map.of();
    if (schema.get("allOf") instanceof List<?> all && !all.isEmpty()) {
      return resolved(all.getFirst());
    }
    if (schema.get("$ref") instanceof String reference) {
      return resolved(schemas.get(reference.substring(reference.lastIndexOf('/') + 1)));
    }
    return schema;
  }
}
