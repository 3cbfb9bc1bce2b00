package org.khue.gateway.local.web;

import java.io.IOException;
import java.io.InputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads what browsers send as `application/x-www-form-urlencoded`.
final class Forms {
  /// The longest form in bytes; a room with its devices needs far less.
  static final int LONGEST = 32 * 1_024;

  private static final int MOST_FIELDS = 200;

  private Forms() {}

  /// @throws Refusal 413 for too long a form, 415 for another type
  static Map<String, String> read(InputStream body, @Nullable String type) throws IOException {
    if (type == null || !type.startsWith("application/x-www-form-urlencoded")) {
      throw new Refusal(415, "refused.type");
    }
    byte[] bytes = body.readNBytes(LONGEST + 1);
    if (bytes.length > LONGEST) {
      throw new Refusal(413, "refused.too-long");
    }
    return parse(new String(bytes, StandardCharsets.UTF_8));
  }

  /// Of a field that was sent twice the last one counts.
  ///
  /// @throws Refusal 400 for what no browser sends
  static Map<String, String> parse(@Nullable String encoded) {
    Map<String, String> fields = new LinkedHashMap<>();
    if (encoded == null || encoded.isEmpty()) {
      return fields;
    }
    for (String pair : encoded.split("&", MOST_FIELDS + 1)) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        fields.put(decoded(pair.substring(0, equals)), decoded(pair.substring(equals + 1)));
      }
      if (fields.size() > MOST_FIELDS) {
        throw new Refusal(400, "refused.form");
      }
    }
    return fields;
  }

  private static String decoded(String text) {
    try {
      String plain = URLDecoder.decode(text, StandardCharsets.UTF_8);
      return Normalizer.normalize(plain, Normalizer.Form.NFC).strip();
    } catch (IllegalArgumentException e) {
      throw new Refusal(400, "refused.form");
    }
  }
}
