package org.khue.cloud.telemetry.internal.ingest;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What PostgreSQL can keep as text.
final class Texts {
  private static final int LONGEST_ID = 128;
  private static final int LONGEST_NOTE = 500;

  private Texts() {}

  /// Why the text cannot be an id (of a device, a point, a unit, a kind or a reason); null if it
  /// can.
  static @Nullable String badId(String field, String text) {
    if (text.length() > LONGEST_ID) {
      return field + " is longer than " + LONGEST_ID + " characters";
    }
    for (int i = 0; i < text.length(); i++) {
      if (Character.isISOControl(text.charAt(i))) {
        return String.format(
            Locale.ROOT, "%s holds the control character U+%04X", field, (int) text.charAt(i));
      }
    }
    return null;
  }

  /// A message as it can be kept: without control characters, not too long.
  static String note(@Nullable String message) {
    String text = message == null ? "no message" : message;
    String clean = text.replaceAll("\\p{Cntrl}+", " ").strip();
    return clean.length() <= LONGEST_NOTE ? clean : clean.substring(0, LONGEST_NOTE) + "…";
  }
}
