package org.khue.gateway.config;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A value with the place where it stands. Reading is tolerant: what is absent or of another type
/// is null or empty, because the schema check speaks of that.
record Node(YamlFile file, String pointer, JsonNode value) {

  /// The value under a key; null if there is none.
  @Nullable Node get(String key) {
    JsonNode child = value.get(key);
    return child == null || child.isNull() ? null : new Node(file, below(pointer, key), child);
  }

  /// The items of the list under a key.
  List<Node> items(String key) {
    List<Node> items = new ArrayList<>();
    Node list = get(key);
    if (list != null && list.value.isArray()) {
      for (int i = 0; i < list.value.size(); i++) {
        items.add(new Node(file, list.pointer + "/" + i, list.value.get(i)));
      }
    }
    return items;
  }

  /// The keys and values of this block, in the file's order.
  Map<String, Node> entries() {
    Map<String, Node> entries = new LinkedHashMap<>();
    value
        .properties()
        .forEach(entry ->
            entries.put(
                entry.getKey(), new Node(file, below(pointer, entry.getKey()), entry.getValue())));
    return entries;
  }

  @Nullable String text(String key) {
    JsonNode child = value.get(key);
    return child != null && child.isTextual() ? child.textValue() : null;
  }

  @Nullable Double number(String key) {
    JsonNode child = value.get(key);
    return child != null && child.isNumber() ? child.doubleValue() : null;
  }

  static String below(String pointer, String key) {
    return pointer + "/" + key.replace("~", "~0").replace("/", "~1");
  }
}
