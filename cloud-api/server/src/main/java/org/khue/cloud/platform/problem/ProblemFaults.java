package org.khue.cloud.platform.problem;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import jakarta.inject.Singleton;

/// Tells the caller of a [ProblemException]: a page for people, a [Problem] for programs.
@Singleton
final class ProblemFaults implements ExceptionHandler<ProblemException, HttpResponse<?>> {
  private final ProblemPage page;

  ProblemFaults(ProblemPage page) {
    this.page = page;
  }

  @Override
  @SuppressWarnings("rawtypes") // as the interface declares it
  public HttpResponse<?> handle(HttpRequest request, ProblemException exception) {
    HttpRequest<?> asked = request;
    boolean forPeople =
        asked.accept().stream().anyMatch(type -> type.matches(MediaType.TEXT_HTML_TYPE))
            && !asked.getPath().startsWith("/api/");
    return forPeople
        ? page.of(asked, exception)
        : HttpResponse.status(exception.status())
            .contentType(Problem.MEDIA_TYPE)
            .body(Problem.of(exception.status(), exception.getMessage(), exception.faults()));
  }
}
