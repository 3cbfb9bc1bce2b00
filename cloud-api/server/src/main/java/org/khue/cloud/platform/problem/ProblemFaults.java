package org.khue.cloud.platform.problem;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import jakarta.inject.Singleton;

/// Tells the caller of a [ProblemException].
@Singleton
final class ProblemFaults implements ExceptionHandler<ProblemException, HttpResponse<?>> {
  private final ProblemAnswers answers;

  ProblemFaults(ProblemAnswers answers) {
    this.answers = answers;
  }

  @Override
  @SuppressWarnings("rawtypes") // as the interface declares it
  public HttpResponse<?> handle(HttpRequest request, ProblemException exception) {
    return answers.of(request, exception);
  }
}
