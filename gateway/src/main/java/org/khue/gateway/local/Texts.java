package org.khue.gateway.local;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.Map;
import java.util.MissingResourceException;
import java.util.ResourceBundle;
import org.jspecify.annotations.Nullable;

/// The local site's texts in one language.
record Texts(String language, ResourceBundle bundle) {
  static final String DEFAULT_LANGUAGE = "vi";

  /// `?lang=` goes before the browser's wish; Vietnamese where neither asks for English first.
  static Texts of(@Nullable String query, @Nullable String acceptLanguage) {
    String language = DEFAULT_LANGUAGE;
    if (query != null && query.matches("(.*&)?lang=(vi|en)(&.*)?")) {
      language = query.replaceFirst(".*lang=(vi|en).*", "$1");
    } else if (acceptLanguage != null) {
      language = asked(acceptLanguage);
    }
    return new Texts(
        language,
        ResourceBundle.getBundle(
            "org.khue.gateway.local.texts",
            Locale.of(language),
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES)));
  }

  private static String asked(String acceptLanguage) {
    try {
      String tag =
          Locale.lookupTag(
              Locale.LanguageRange.parse(acceptLanguage), java.util.List.of("vi", "en"));
      return tag == null ? DEFAULT_LANGUAGE : tag;
    } catch (IllegalArgumentException e) {
      return DEFAULT_LANGUAGE;
    }
  }

  String get(String key, Object... args) {
    if (args.length == 0) {
      return bundle.getString(key);
    }
    return new MessageFormat(bundle.getString(key), Locale.of(language)).format(args);
  }

  /// The text under that key, or the fallback if there is none.
  String orElse(String key, String fallback) {
    try {
      return bundle.getString(key);
    } catch (MissingResourceException e) {
      return fallback;
    }
  }

  /// The text in this language, or in any other.
  String pick(Map<String, String> byLanguage) {
    String text = byLanguage.get(language);
    return text != null ? text : byLanguage.values().stream().findFirst().orElse("");
  }

  /// How long ago, in the largest fitting unit.
  String ago(long seconds) {
    if (seconds < 0) {
      return get("ago.never");
    }
    if (seconds < 60) {
      return get("ago.seconds", seconds);
    }
    if (seconds < 3_600) {
      return get("ago.minutes", seconds / 60);
    }
    return seconds < 172_800
        ? get("ago.hours", seconds / 3_600)
        : get("ago.days", seconds / 86_400);
  }
}
