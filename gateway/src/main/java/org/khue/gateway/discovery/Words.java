package org.khue.gateway.discovery;

import java.text.MessageFormat;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;

/// A sentence for people, in the language they read.
///
/// @param key in this package's `texts_vi` and `texts_en`
/// @param args what stands for `{0}`, `{1}` …
public record Words(String key, List<String> args) {
  public Words {
    args = List.copyOf(args);
  }

  static Words of(String key, Object... args) {
    return new Words(key, Arrays.stream(args).map(String::valueOf).toList());
  }

  /// @param language `vi` or `en`
  public String text(String language) {
    ResourceBundle bundle =
        ResourceBundle.getBundle(
            "org.khue.gateway.discovery.texts",
            Locale.of(language),
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
    return new MessageFormat(bundle.getString(key), Locale.of(language)).format(args.toArray());
  }
}
