package org.khue.cloud.organisation;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Texts as they enter the system: NFC, without blanks around them.
final class Entered {
  private static final Pattern MARKS = Pattern.compile("\\p{M}+");

  private Entered() {}

  static String text(String typed) {
    return Normalizer.normalize(typed, Normalizer.Form.NFC).strip();
  }

  static @Nullable String textOrNull(@Nullable String typed) {
    return typed == null || typed.isBlank() ? null : text(typed);
  }

  /// Without case and diacritics, so that `dung` finds Dũng.
  static String folded(String text) {
    String bare = MARKS.matcher(Normalizer.normalize(text, Normalizer.Form.NFD)).replaceAll("");
    return bare.replace('Đ', 'd').replace('đ', 'd').toLowerCase(Locale.ROOT);
  }
}
