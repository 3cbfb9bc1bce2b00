package org.khue.web;

import java.util.Locale;

/// How a page is coloured.
public enum Theme {
  /// As the reader's system says.
  AUTO,
  LIGHT,
  DARK,
  /// Readable from 8 m, and without what belongs to persons.
  PROJECTOR;

  /// The code in URLs, cookies and `data-theme`.
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// The theme of that code; AUTO for any other text.
  public static Theme ofCode(String code) {
    for (Theme theme : values()) {
      if (theme.code().equals(code)) {
        return theme;
      }
    }
    return AUTO;
  }
}
