package org.khue.gateway.local.care;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// Which settings may be shown to somebody outside the school: those that are listed here, and only
/// while they look like what they should be. Whatever is new is hidden until somebody adds it.
final class Shareable {
  private static final Set<String> KEYS =
      Set.of(
          "host",
          "port",
          "path",
          "topic",
          "broker",
          "dialect",
          "format",
          "observe",
          "identify",
          "unit-id",
          "timeout-ms",
          "silent-after-s",
          "serial",
          "baud",
          "parity",
          "data-bits",
          "stop-bits",
          "mode");

  private static final Pattern PLAIN = Pattern.compile("[\\p{L}\\p{N} ._:/\\\\\\[\\]-]{0,253}");
  private static final Pattern ADDRESS =
      Pattern.compile("(tcp|ssl|https?)://[A-Za-z0-9.\\[\\]:-]+/?");

  private Shareable() {}

  static boolean isShareable(String key, Object value) {
    return KEYS.contains(key)
        && (value instanceof Number
            || value instanceof Boolean
            || value instanceof String text && PLAIN.matcher(text).matches());
  }

  /// The same block, with a mask in the place of each value that is not known to be harmless.
  static Map<String, Object> shown(Map<?, ?> block) {
    Map<String, Object> shown = new LinkedHashMap<>();
    new TreeMap<>(block)
        .forEach((key, value) -> {
          String name = String.valueOf(key);
          if (value instanceof Map<?, ?> inner && KEYS.contains(name)) {
            shown.put(name, shown(inner));
          } else {
            shown.put(name, isShareable(name, value) ? value : Masking.MASK);
          }
        });
    return shown;
  }

  /// An address without user, password, path and query.
  static String shown(URI address) {
    String text = address.toString();
    if (ADDRESS.matcher(text).matches()) {
      return text;
    }
    String host = address.getHost();
    return host == null
        ? Masking.MASK
        : address.getScheme() + "://" + Masking.MASK + host + ":" + address.getPort();
  }
}
