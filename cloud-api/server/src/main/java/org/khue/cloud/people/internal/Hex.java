package org.khue.cloud.people.internal;

import io.micronaut.http.HttpStatus;
import java.util.HexFormat;
import org.khue.cloud.platform.problem.ProblemException;

final class Hex {
  private Hex() {}

  static String of(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }

  /// Bytes that came back from outside, as part of a cursor.
  static byte[] parse(String digits) {
    try {
      return HexFormat.of().parseHex(digits);
    } catch (IllegalArgumentException e) {
      throw new ProblemException(
          HttpStatus.BAD_REQUEST, "This cursor was not given by this list: ask without one.");
    }
  }
}
