package org.khue.cloud.platform.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;

/// Makes answers such that they can be kept.
@Singleton
final class Answers {
  private final ObjectMapper json;

  Answers(ObjectMapper json) {
    this.json = json;
  }

  /// Null for a stream, and for what is too long.
  @Nullable StoredAnswer kept(HttpResponse<?> response) {
    Object body = response.body();
    if (body instanceof Publisher) {
      return null;
    }
    Map<String, String> headers = new HashMap<>();
    for (Map.Entry<String, List<String>> header : response.getHeaders()) {
      if (StoredAnswer.keeps(header.getKey()) && !header.getValue().isEmpty()) {
        headers.put(header.getKey(), header.getValue().getFirst());
      }
    }
    byte[] bytes;
    try {
      bytes =
          switch (body) {
            case null -> new byte[0];
            case byte[] raw -> raw;
            case CharSequence text -> text.toString().getBytes(StandardCharsets.UTF_8);
            case Object object -> {
              headers.putIfAbsent(HttpHeaders.CONTENT_TYPE, "application/json");
              yield json.writeValueAsBytes(object);
            }
          };
    } catch (JsonProcessingException e) {
      return null;
    }
    return bytes.length > StoredAnswer.LONGEST
        ? null
        : new StoredAnswer(response.code(), headers, bytes);
  }
}
