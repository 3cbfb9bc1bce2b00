package org.khue.cloud.platform.problem;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An error of the API (RFC 9457).
///
/// @param type address of this kind of problem, see [ProblemKind]
/// @param title the status in words
/// @param detail what happened and what to do next
/// @param faults single fields that are wrong; absent when there are none
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Problem(
    String type,
    String title,
    int status,
    @Nullable String detail,
    List<ProblemException.Fault> faults) {
  public static final String MEDIA_TYPE = "application/problem+json";

  public static Problem of(HttpStatus status, @Nullable String detail) {
    return of(status, detail, List.of());
  }

  public static Problem of(
      HttpStatus status, @Nullable String detail, List<ProblemException.Fault> faults) {
    String type = ProblemKind.of(status).type();
    return new Problem(type, status.getReason(), status.getCode(), detail, faults);
  }

  public static MutableHttpResponse<Problem> response(HttpStatus status, String detail) {
    return HttpResponse.<Problem>status(status).contentType(MEDIA_TYPE).body(of(status, detail));
  }
}
