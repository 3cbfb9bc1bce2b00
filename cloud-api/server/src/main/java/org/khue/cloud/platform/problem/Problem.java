package org.khue.cloud.platform.problem;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import org.jspecify.annotations.Nullable;

/// An error of the API (RFC 9457).
///
/// @param type `about:blank`: the status says the kind
/// @param title the status in words
/// @param detail what happened and what to do next
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Problem(String type, String title, int status, @Nullable String detail) {
  public static final String MEDIA_TYPE = "application/problem+json";

  public static Problem of(HttpStatus status, @Nullable String detail) {
    return new Problem("about:blank", status.getReason(), status.getCode(), detail);
  }

  public static MutableHttpResponse<Problem> response(HttpStatus status, String detail) {
    return HttpResponse.<Problem>status(status).contentType(MEDIA_TYPE).body(of(status, detail));
  }
}
