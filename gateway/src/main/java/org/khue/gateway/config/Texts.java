package org.khue.gateway.config;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Checked blocks as plain maps.
final class Texts {
  private static final JsonMapper JSON = new JsonMapper();

  private Texts() {}

  /// A text in each language that it is given in.
  static Map<String, String> byLanguage(@Nullable Node name) {
    Map<String, String> texts = new HashMap<>();
    if (name != null) {
      name.entries().forEach((language, text) -> texts.put(language, text.value().asText()));
    }
    return texts;
  }

  /// A connection or address, with plain Java values.
  static Map<String, Object> values(@Nullable Node block) {
    return block == null
        ? Map.of()
        : JSON.convertValue(block.value(), new TypeReference<Map<String, Object>>() {});
  }

  /// The texts of a list; empty if there is none.
  static Set<String> set(@Nullable Node list) {
    Set<String> texts = new HashSet<>();
    if (list != null) {
      list.value().forEach(item -> texts.add(item.asText()));
    }
    return texts;
  }
}
