package org.khue.gateway.local.web;

import java.text.MessageFormat;
import java.text.NumberFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.MissingResourceException;
import java.util.ResourceBundle;
import org.jspecify.annotations.Nullable;

/// The local site's texts in one language.
public record Texts(String language, ResourceBundle bundle) {
  public static final List<String> LANGUAGES = List.of("vi", "en");

  private static final String DEFAULT_LANGUAGE = "vi";

  public static Texts in(String language) {
    return new Texts(
        language,
        ResourceBundle.getBundle(
            "org.khue.gateway.local.texts",
            Locale.of(language),
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES)));
  }

  /// Vietnamese, unless the browser asks for English first.
  public static Texts wished(@Nullable String acceptLanguage) {
    return in(acceptLanguage == null ? DEFAULT_LANGUAGE : asked(acceptLanguage));
  }

  private static String asked(String acceptLanguage) {
    try {
      String tag = Locale.lookupTag(Locale.LanguageRange.parse(acceptLanguage), LANGUAGES);
      return tag == null ? DEFAULT_LANGUAGE : tag;
    } catch (IllegalArgumentException e) {
      return DEFAULT_LANGUAGE;
    }
  }

  public String get(String key, Object... args) {
    if (args.length == 0) {
      return bundle.getString(key);
    }
    return new MessageFormat(bundle.getString(key), Locale.of(language)).format(args);
  }

  /// The text under that key, or the fallback if there is none.
  public String orElse(String key, String fallback) {
    try {
      return bundle.getString(key);
    } catch (MissingResourceException e) {
      return fallback;
    }
  }

  /// The text in this language, or in any other.
  public String pick(Map<String, String> byLanguage) {
    String text = byLanguage.get(language);
    return text != null ? text : byLanguage.values().stream().findFirst().orElse("");
  }

  /// A measured number: at most three digits behind the comma, no more than are of use.
  public String number(double value) {
    NumberFormat format = NumberFormat.getNumberInstance(Locale.of(language));
    double size = Math.abs(value);
    format.setMaximumFractionDigits(size >= 100 ? 1 : size >= 10 ? 2 : 3);
    return format.format(value);
  }

  /// How long ago, in the largest fitting unit.
  public String ago(long seconds) {
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

  /// So long, in the largest fitting unit, rounded up.
  public String span(long seconds) {
    return seconds < 120 ? get("span.seconds", seconds) : get("span.minutes", (seconds + 59) / 60);
  }
}
