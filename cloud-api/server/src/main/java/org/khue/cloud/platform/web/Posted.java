package org.khue.cloud.platform.web;

import io.netty.handler.codec.http.QueryStringDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/// A form as it was posted, with fields that stand in it several times.
///
/// @param values by field, in the order in which they came
public record Posted(Map<String, List<String>> values) {
  private static final int MOST_FIELDS = 5_000;

  /// Reads a body of type `application/x-www-form-urlencoded`.
  public static Posted of(String body) {
    QueryStringDecoder decoder =
        new QueryStringDecoder(body, StandardCharsets.UTF_8, false, MOST_FIELDS);
    try {
      return new Posted(decoder.parameters());
    } catch (IllegalArgumentException e) {
      // No browser sends a broken escape; such a body is taken as empty, and so fails its checks.
      return new Posted(Map.of());
    }
  }

  /// The first value of a field; empty for none.
  public String one(String field) {
    List<String> all = values.getOrDefault(field, List.of());
    return all.isEmpty() ? "" : all.getFirst();
  }
}
