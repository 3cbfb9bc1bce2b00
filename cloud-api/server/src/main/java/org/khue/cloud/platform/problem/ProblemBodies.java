package org.khue.cloud.platform.problem;

import io.micronaut.context.annotation.Primary;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.server.exceptions.response.Error;
import io.micronaut.http.server.exceptions.response.ErrorContext;
import io.micronaut.http.server.exceptions.response.JsonErrorResponseBodyProvider;
import jakarta.inject.Singleton;
import java.util.stream.Collectors;

/// Gives every error that is not shown as a page the body of a [Problem]. What went wrong inside
/// the server is logged, not told.
@Singleton
@Primary
final class ProblemBodies implements JsonErrorResponseBodyProvider<Problem> {
  @Override
  public Problem body(ErrorContext context, HttpResponse<?> response) {
    HttpStatus status = HttpStatus.valueOf(response.code());
    if (status == HttpStatus.SERVICE_UNAVAILABLE) {
      return Problem.of(status, "The database is away just now. Try again in a few seconds.");
    }
    if (status.getCode() >= 500) {
      return Problem.of(status, "The server met a fault; it is in its log. Try again later.");
    }
    String detail =
        context.getErrors().stream().map(Error::getMessage).collect(Collectors.joining("; "));
    return Problem.of(status, detail.isEmpty() ? null : detail);
  }

  @Override
  public String contentType() {
    return Problem.MEDIA_TYPE;
  }
}
