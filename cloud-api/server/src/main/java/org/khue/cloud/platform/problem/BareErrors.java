package org.khue.cloud.platform.problem;

import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;

/// Gives an error that a route or a filter answered without a body the body of a [Problem], so that
/// programs meet one form of error alone.
@ServerFilter("/api/**")
final class BareErrors implements Ordered {
  /// After the headers, before all that may refuse.
  private static final int ORDER = -900;

  @Override
  public int getOrder() {
    return ORDER;
  }

  @ResponseFilter
  void fill(HttpRequest<?> request, MutableHttpResponse<?> response) {
    if (response.code() < 400 || response.body() != null) {
      return;
    }
    HttpStatus status = HttpStatus.valueOf(response.code());
    ProblemKind kind = ProblemKind.of(status);
    ProblemAnswers.forPrograms(
        request, new ProblemException(status, kind.meaning() + " " + kind.next()), response);
  }
}
