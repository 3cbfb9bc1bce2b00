package org.khue.gateway.config;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/// A YAML file that could be parsed.
///
/// @param name as the user named it
/// @param lines by JSON pointer: where the key, or the item of a list, stands
record YamlFile(String name, JsonNode root, Map<String, Integer> lines) {
  YamlFile {
    lines = Map.copyOf(lines);
  }

  /// Where the pointer stands, or else the nearest thing around it.
  int line(String pointer) {
    String at = pointer;
    while (true) {
      Integer line = lines.get(at);
      if (line != null) {
        return line;
      }
      if (at.isEmpty()) {
        return 1;
      }
      at = at.substring(0, at.lastIndexOf('/'));
    }
  }

  Node node() {
    return new Node(this, "", root);
  }
}
