package org.khue.gateway.local.web;

import com.sun.net.httpserver.Headers;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The local site's cookies: the session's, that of a visitor who is not signed in (for the tokens
/// of forms), and the language's.
record Cookies(Map<String, String> values) {
  static final String SESSION = "khue-session";
  static final String VISITOR = "khue-visitor";
  static final String LANGUAGE = "khue-language";

  private static final String STRICT = "; Path=/; HttpOnly; SameSite=Strict";

  static Cookies of(Headers headers) {
    Map<String, String> values = new HashMap<>();
    for (String line : headers.getOrDefault("Cookie", List.of())) {
      for (String pair : line.split(";", 50)) {
        int equals = pair.indexOf('=');
        if (equals > 0) {
          values.put(pair.substring(0, equals).strip(), pair.substring(equals + 1).strip());
        }
      }
    }
    return new Cookies(values);
  }

  /// The header's value that sets it.
  static String line(String name, String value) {
    return name + "=" + value + STRICT;
  }

  /// The header's value that takes it away.
  static String gone(String name) {
    return line(name, "; Max-Age=0");
  }
}
