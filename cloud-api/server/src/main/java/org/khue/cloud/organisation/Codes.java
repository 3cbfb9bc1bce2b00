package org.khue.cloud.organisation;

import java.util.function.Function;

/// Values by their codes.
final class Codes {
  private Codes() {}

  static <T> T of(T[] values, Function<T, String> codeOf, String code) {
    for (T value : values) {
      if (codeOf.apply(value).equals(code)) {
        return value;
      }
    }
    throw new IllegalArgumentException("no value has the code '" + code + "'");
  }
}
