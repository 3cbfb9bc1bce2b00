package org.khue.gateway.config;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// A page of tables from a schema: one table a block, a row a key.
final class ReferencePage {
  private final String name;
  private final JsonNode schema;
  private final JsonNode profile;
  private final StringBuilder page = new StringBuilder();

  /// @param profile the schema whose definitions the others share
  ReferencePage(String name, JsonNode schema, JsonNode profile) {
    this.name = name;
    this.schema = schema;
    this.profile = profile;
  }

  String write() {
    page.append("# ").append(schema.path("title").asText()).append("\n\n");
    page.append("Made from `firmware-config/schema/")
        .append(name)
        .append(".schema.json`; every sentence here is a `title` or `description` there. ")
        .append("Check a file with `./khue check FILE`.\n");
    table("", schema, Set.of());
    return page.toString();
  }

  private void table(String path, JsonNode block, Set<String> further) {
    Set<String> required = new HashSet<>(further);
    block.path("required").forEach(key -> required.add(key.asText()));
    page.append("\n## ").append(path.isEmpty() ? "The file" : "`" + path + "`").append("\n\n");
    page.append("| Key | Needed | What | Value |\n|---|---|---|---|\n");
    List<Runnable> below = new ArrayList<>();
    for (Map.Entry<String, JsonNode> entry : block.path("properties").properties()) {
      String key = entry.getKey();
      JsonNode property = entry.getValue();
      JsonNode value = resolved(property);
      page.append(
          "| `%s` | %s | %s | %s |\n"
              .formatted(
                  key,
                  needed(required, key, property),
                  property.path("title").asText(),
                  kind(value)));
      String child = path.isEmpty() ? key : path + "." + key;
      JsonNode item = resolved(value.path("items"));
      if (value.has("properties") && !isName(value)) {
        below.add(() -> table(child, value, Set.of()));
      } else if (item.has("properties")) {
        Set<String> more = new HashSet<>();
        value.path("items").path("required").forEach(each -> more.add(each.asText()));
        below.add(() -> table(child + "[]", item, more));
      }
    }
    below.forEach(Runnable::run);
  }

  private static String needed(Set<String> required, String key, JsonNode property) {
    if (required.contains(key)) {
      return "yes";
    }
    return property.has("default") ? "no: `" + property.path("default").asText() + "`" : "no";
  }

  private static boolean isName(JsonNode value) {
    return value.path("properties").has("vi");
  }

  private String kind(JsonNode value) {
    if (value.has("enum")) {
      List<String> words = new ArrayList<>();
      value.path("enum").forEach(word -> words.add("`" + word.asText() + "`"));
      return String.join(", ", words);
    }
    if (isName(value)) {
      return "`{ vi: …, en: … }`";
    }
    if (value.has("description")) {
      return value.path("description").asText();
    }
    return switch (value.path("type").asText()) {
      case "string" -> "text";
      case "number" -> value.has("minimum") ? "a number ≥ " + value.path("minimum") : "a number";
      case "boolean" -> "`true` or `false`";
      case "array" -> value.path("items").has("type") ? "a list of texts" : "a list";
      default -> "a block, see below";
    };
  }

  private JsonNode resolved(JsonNode property) {
    String reference = property.path("$ref").asText();
    if (reference.isEmpty()) {
      return property;
    }
    String pointer = reference.substring(reference.indexOf('#') + 1);
    JsonNode own = reference.startsWith("#") ? schema.at(pointer) : profile.at(pointer);
    return own.isMissingNode() ? profile.at(pointer) : own;
  }
}
