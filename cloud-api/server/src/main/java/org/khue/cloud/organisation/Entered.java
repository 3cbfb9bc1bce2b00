package org.khue.cloud.organisation;

import org.jspecify.annotations.Nullable;
import org.khue.web.i18n.Names;

/// Texts as they enter the system: NFC, without blanks around them.
final class Entered {
  private Entered() {}

  static String text(String typed) {
    return Names.entered(typed);
  }

  static @Nullable String textOrNull(@Nullable String typed) {
    return typed == null || typed.isBlank() ? null : text(typed);
  }
}
