package org.khue.cloud.platform.imports;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.khue.web.i18n.Text;

/// A sentence that is kept now and read later, in the reader's language.
///
/// @param key of the text in the module's bundle
/// @param arguments of its pattern: texts and whole numbers
public record Message(String key, Map<String, Object> arguments) {
  public Message {
    arguments = Map.copyOf(arguments);
  }

  /// @param namesAndValues name, value, name, value, …
  public static Message of(String key, Object... namesAndValues) {
    if (namesAndValues.length % 2 != 0) {
      throw new IllegalArgumentException("arguments of '" + key + "' must be name-value pairs");
    }
    Map<String, Object> arguments = new TreeMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      arguments.put((String) namesAndValues[i], namesAndValues[i + 1]);
    }
    return new Message(key, arguments);
  }

  /// The sentence for a reader.
  ///
  /// @param more arguments that depend on the reader's language
  public String in(Text text, Map<String, Object> more) {
    Map<String, Object> all = new HashMap<>(more);
    all.putAll(arguments);
    Object[] pairs =
        all.entrySet().stream()
            .flatMap(entry -> java.util.stream.Stream.of(entry.getKey(), entry.getValue()))
            .toArray();
    return text.t(key, pairs);
  }
}
