package org.khue.cloud.platform.api;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MutableHttpResponse;
import java.util.Map;
import java.util.TreeMap;

/// What was answered to a request that may come again.
///
/// @param headers those that belong to the answer itself; no cookies
/// @param body empty where there was none
record StoredAnswer(int status, Map<String, String> headers, byte[] body) {
  static final int LONGEST = 1 << 20;

  StoredAnswer {
    headers = Map.copyOf(new TreeMap<>(headers));
  }

  /// Whether a header belongs to the answer, not to its delivery.
  static boolean keeps(String header) {
    return header.equalsIgnoreCase(HttpHeaders.LOCATION)
        || header.equalsIgnoreCase(HttpHeaders.ETAG)
        || header.equalsIgnoreCase(HttpHeaders.CONTENT_TYPE)
        || header.regionMatches(true, 0, "HX-", 0, 3);
  }

  MutableHttpResponse<byte[]> again() {
    MutableHttpResponse<byte[]> response = HttpResponse.status(status, "");
    if (body.length > 0) {
      response.body(body);
    }
    headers.forEach(response::header);
    return response.header("Idempotency-Replayed", "true");
  }
}
