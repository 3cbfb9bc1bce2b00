package org.khue.web;

import com.ibm.icu.util.ULocale;

/// The languages of the pages. The first is the default.
public enum Language {
  VI("vi", "Tiếng Việt", ULocale.forLanguageTag("vi-VN")),
  EN("en", "English", ULocale.forLanguageTag("en-GB"));

  private final String code;
  private final String ownName;
  private final ULocale locale;

  Language(String code, String ownName, ULocale locale) {
    this.code = code;
    this.ownName = ownName;
    this.locale = locale;
  }

  /// The code in URLs, cookies and the `lang` attribute: `vi` or `en`.
  public String code() {
    return code;
  }

  /// The language's name in itself, as the switch shows it.
  public String ownName() {
    return ownName;
  }

  /// The conventions for numbers, dates and plurals.
  public ULocale locale() {
    return locale;
  }

  /// The language of that code; Vietnamese for any other text.
  public static Language ofCode(String code) {
    for (Language language : values()) {
      if (language.code.equals(code)) {
        return language;
      }
    }
    return VI;
  }
}
