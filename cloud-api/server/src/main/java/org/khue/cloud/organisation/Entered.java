package org.khue.cloud.organisation;

import java.text.Normalizer;
import org.jspecify.annotations.Nullable;

/// Texts as they enter the system: NFC, without blanks around them.
final class Entered {
  private Entered() {}

  static String text(String typed) {
    return Normalizer.normalize(typed, Normalizer.Form.NFC).strip();
  }

  static @Nullable String textOrNull(@Nullable String typed) {
    return typed == null || typed.isBlank() ? null : text(typed);
  }
}
