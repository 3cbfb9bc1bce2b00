package org.khue.gateway.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Holds the schemas, the sample that has every key, and the reference pages together.
/// `-Dkhue.write-docs=true` writes the pages anew.
class SchemaKeysTest {
  private static final Path SCHEMAS = Path.of("../firmware-config/schema");
  private static final Path REFERENCE = Path.of("../docs/reference");
  private static final JsonMapper JSON = new JsonMapper();

  @Test
  void everyKeyOfTheSchemasIsTriedByTheCompleteSample() throws IOException {
    StringBuilder sample = new StringBuilder();
    try (Stream<Path> files = Files.walk(Path.of("src/test/resources/complete"))) {
      for (Path file : files.filter(file -> file.toString().endsWith(".yaml")).toList()) {
        sample.append(Files.readString(file));
      }
    }
    Set<String> untried = new TreeSet<>();
    for (String name : new String[] {"gateway", "profile", "room"}) {
      keys(schema(name), untried);
    }
    assertTrue(untried.size() > 40, "the schemas have more keys than " + untried);
    untried.removeIf(key -> sample.indexOf(key + ":") >= 0);
    assertEquals(
        Set.of("external", "url", "ca", "claim-code", "uplink", "local-site-pin-file"),
        untried,
        "external excludes embedded: see RoomBrokerTest; url excludes mqtt: see CloudTest");
  }

  @Test
  void theReferencePagesSayWhatTheSchemasSay() throws IOException {
    for (String name : new String[] {"gateway", "profile", "room"}) {
      Path page = REFERENCE.resolve(name + ".md");
      String written = new ReferencePage(name, schema(name), schema("profile")).write();
      if (Boolean.getBoolean("khue.write-docs")) {
        Files.writeString(page, written);
      }
      assertEquals(written, Files.readString(page), page + " is out of date");
    }
  }

  private static JsonNode schema(String name) throws IOException {
    return JSON.readTree(SCHEMAS.resolve(name + ".schema.json").toFile());
  }

  private static void keys(JsonNode schema, Set<String> found) {
    schema.path("properties").fieldNames().forEachRemaining(found::add);
    schema.forEach(child -> keys(child, found));
  }
}
