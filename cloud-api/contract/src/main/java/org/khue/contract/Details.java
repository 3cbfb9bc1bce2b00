package org.khue.contract;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/// Maps of details, unmodifiable and in the order given, so that equal messages give equal bytes.
final class Details {
  private Details() {}

  static Map<String, Object> copy(Map<String, Object> details) {
    Map<String, Object> copy = new LinkedHashMap<>(details);
    copy.forEach((key, value) -> Objects.requireNonNull(value, key));
    return Collections.unmodifiableMap(copy);
  }
}
