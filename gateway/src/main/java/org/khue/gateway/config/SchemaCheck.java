package org.khue.gateway.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import com.networknt.schema.path.PathType;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Checks blocks of configuration against JSON Schemas (2020-12): those of firmware-config/schema,
/// which the build packs beside this class, and those that drivers give.
final class SchemaCheck {
  private static final String ROOT = "https://schema.khue.example/";
  private static final List<String> FILES = List.of("profile", "room", "gateway");
  private static final JsonMapper JSON = new JsonMapper();

  private final Map<String, JsonNode> documents = new HashMap<>();
  private final Map<String, Schema> schemas = new HashMap<>();
  private final SchemaRegistry registry;

  SchemaCheck() {
    Map<String, String> texts = new HashMap<>();
    for (String name : FILES) {
      String text = resource("schema/" + name + ".schema.json");
      texts.put(ROOT + name + ".schema.json", text);
      documents.put(ROOT + name + ".schema.json", parse(name, text));
    }
    SchemaRegistryConfig config =
        SchemaRegistryConfig.builder().pathType(PathType.JSON_POINTER).build();
    registry =
        SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_2020_12,
            builder -> builder.schemas(texts).schemaRegistryConfig(config));
  }

  /// Checks a whole file.
  ///
  /// @param name `gateway`, `profile` or `room`
  void file(String name, Node node, Problems problems) {
    String id = ROOT + name + ".schema.json";
    check(
        schemas.computeIfAbsent(id, key -> registry.getSchema(SchemaLocation.of(key))),
        node,
        problems);
  }

  /// Checks a block by a driver's schema.
  ///
  /// @param id tells this schema from others, such as `modbus-tcp/connection`
  void block(String id, String schema, Node node, Problems problems) {
    check(driverSchema(id, schema), node, problems);
  }

  /// The block with the schema's defaults for keys that are not there.
  Map<String, Object> withDefaults(String id, String schema, Node node) {
    Map<String, Object> filled = new HashMap<>();
    JsonNode properties = driverSchema(id, schema).getSchemaNode().path("properties");
    properties
        .properties()
        .forEach(property -> {
          JsonNode value = property.getValue().get("default");
          if (value != null) {
            filled.put(property.getKey(), value);
          }
        });
    node.entries().forEach((key, value) -> filled.put(key, value.value()));
    return filled;
  }

  private Schema driverSchema(String id, String schema) {
    String iri = ROOT + "driver/" + id;
    return schemas.computeIfAbsent(
        iri,
        key -> {
          JsonNode document = parse(id, schema);
          documents.put(iri, document);
          return registry.getSchema(SchemaLocation.of(iri), document);
        });
  }

  private void check(Schema schema, Node node, Problems problems) {
    List<Error> errors = schema.validate(node.value());
    for (Error error : errors) {
      if (!followsFromAnother(error, errors)) {
        SchemaMessage message = SchemaMessage.of(error, around(error));
        problems.add(
            node.file(),
            node.pointer() + error.getInstanceLocation() + message.below(),
            message.text());
      }
    }
  }

  /// Whether the user would be told the same thing twice: a value of the wrong type fits no pattern
  /// either, and a misspelt key is also missing.
  private static boolean followsFromAnother(Error error, List<Error> errors) {
    for (Error other : errors) {
      if (!other.getInstanceLocation().equals(error.getInstanceLocation())) {
        continue;
      }
      boolean mistyped = other.getKeyword().equals("type") && !error.getKeyword().equals("type");
      boolean misspelt =
          error.getKeyword().equals("required")
              && other.getKeyword().equals("additionalProperties")
              && !Nearest.to(
                      String.valueOf(other.getProperty()),
                      List.of(String.valueOf(error.getProperty())))
                  .isEmpty();
      if (mistyped || misspelt) {
        return true;
      }
    }
    return false;
  }

  /// The schema that holds the keyword that failed.
  private JsonNode around(Error error) {
    SchemaLocation location = error.getSchemaLocation();
    JsonNode document = documents.get(String.valueOf(location.getAbsoluteIri()));
    String keyword = location.getFragment().toString();
    int end = keyword.lastIndexOf('/');
    return document == null || end < 0
        ? JSON.missingNode()
        : document.at(keyword.substring(0, end));
  }

  private static JsonNode parse(String name, String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the schema " + name + " is no JSON", e);
    }
  }

  private static String resource(String name) {
    try (@Nullable InputStream in = SchemaCheck.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException(
            name + " is missing: the build packs it from firmware-config");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
