package org.khue.web.i18n;

import com.ibm.icu.text.MessageFormat;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import org.khue.web.Language;

/// All texts of the pages, in every language, as ICU message patterns with named arguments.
///
/// A bundle is a pair of UTF-8 files `<bundle>_vi.properties` and `<bundle>_en.properties` on the
/// class path. Both must hold the same keys, and no key may stand in two bundles.
public final class Messages {
  private final Map<Language, Map<String, MessageFormat>> patterns = new EnumMap<>(Language.class);

  private Messages() {}

  /// Reads the bundles.
  ///
  /// @param bundles class-path names without language and ending, such as `org/khue/web/i18n/frame`
  /// @throws IllegalStateException naming every file that is missing, every key that stands twice
  ///   or lacks a language, and every pattern that is no ICU message
  public static Messages load(ClassLoader loader, List<String> bundles) {
    Messages messages = new Messages();
    Set<String> problems = new TreeSet<>();
    for (Language language : Language.values()) {
      Map<String, MessageFormat> formats = new HashMap<>();
      for (String bundle : bundles) {
        String file = bundle + "_" + language.code() + ".properties";
        read(loader, file, problems)
            .forEach((key, pattern) -> {
              try {
                if (formats.put(
                        (String) key, new MessageFormat((String) pattern, language.locale()))
                    != null) {
                  problems.add(file + ": key '" + key + "' stands in another bundle too");
                }
              } catch (IllegalArgumentException e) {
                problems.add(file + ": key '" + key + "': " + e.getMessage());
              }
            });
      }
      messages.patterns.put(language, formats);
    }
    for (Language language : Language.values()) {
      for (String key : messages.keys()) {
        if (!messages.of(language).containsKey(key)) {
          problems.add("key '" + key + "' has no text in " + language.ownName());
        }
      }
    }
    if (!problems.isEmpty()) {
      throw new IllegalStateException("texts are wrong:\n  " + String.join("\n  ", problems));
    }
    return messages;
  }

  /// All keys, sorted.
  public Set<String> keys() {
    Set<String> keys = new TreeSet<>();
    patterns.values().forEach(formats -> keys.addAll(formats.keySet()));
    return keys;
  }

  /// The names of the arguments of a text.
  public Set<String> arguments(Language language, String key) {
    return new TreeSet<>(pattern(language, key).getArgumentNames());
  }

  String format(Language language, String key, Map<String, Object> arguments) {
    // MessageFormat keeps state while it formats: one copy a call.
    MessageFormat format = (MessageFormat) pattern(language, key).clone();
    return format.format(arguments, new StringBuffer(), null).toString();
  }

  private MessageFormat pattern(Language language, String key) {
    MessageFormat format = of(language).get(key);
    if (format == null) {
      throw new IllegalArgumentException(
          "no text '" + key + "': add it to the bundles of both languages");
    }
    return format;
  }

  private Map<String, MessageFormat> of(Language language) {
    return patterns.getOrDefault(language, Map.of());
  }

  private static Properties read(ClassLoader loader, String file, Set<String> problems) {
    Properties properties = new Properties();
    try (InputStream stream = loader.getResourceAsStream(file)) {
      if (stream == null) {
        problems.add(file + ": file is missing on the class path");
        return properties;
      }
      try (Reader reader = new InputStreamReader(stream, StandardCharsets.UTF_8)) {
        properties.load(reader);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
    return properties;
  }
}
