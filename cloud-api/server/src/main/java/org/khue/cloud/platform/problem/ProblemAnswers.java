package org.khue.cloud.platform.problem;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import jakarta.inject.Singleton;

/// Tells the caller of a problem: a page for people, a [Problem] for programs.
@Singleton
final class ProblemAnswers {
  private static final String API = "/api/";
  private static final String RETRY_SECONDS = "2";

  private final ProblemPage page;

  ProblemAnswers(ProblemPage page) {
    this.page = page;
  }

  static boolean isForPeople(HttpRequest<?> request) {
    boolean readsPages =
        request.accept().stream().anyMatch(type -> type.matches(MediaType.TEXT_HTML_TYPE))
            || request.getHeaders().contains("HX-Request");
    return readsPages && !request.getPath().startsWith(API);
  }

  HttpResponse<?> of(HttpRequest<?> request, ProblemException problem) {
    return isForPeople(request)
        ? page.of(request, problem)
        : forPrograms(request, problem, HttpResponse.status(problem.status()));
  }

  /// Tells of a fault of ours.
  ///
  /// @param number under which the log has it
  HttpResponse<?> bug(HttpRequest<?> request, String number) {
    if (isForPeople(request)) {
      return page.bug(request, number);
    }
    ProblemException problem =
        new ProblemException(
            HttpStatus.INTERNAL_SERVER_ERROR,
            "The server met a fault of its own; its log has it under the number "
                + number
                + ". Try again later, and tell the operator the number.");
    return forPrograms(request, problem, HttpResponse.serverError());
  }

  /// Makes an answer that is there already tell of the problem; its headers stay.
  static MutableHttpResponse<?> forPrograms(
      HttpRequest<?> request, ProblemException problem, MutableHttpResponse<?> response) {
    HttpStatus status = problem.status();
    boolean passes =
        status == HttpStatus.SERVICE_UNAVAILABLE || status == HttpStatus.TOO_MANY_REQUESTS;
    if (passes && !response.getHeaders().contains(HttpHeaders.RETRY_AFTER)) {
      response.header(HttpHeaders.RETRY_AFTER, RETRY_SECONDS);
    }
    if (request.getMethod() == HttpMethod.HEAD) {
      return response;
    }
    return response
        .contentType(Problem.MEDIA_TYPE)
        .body(Problem.of(status, problem.getMessage(), problem.faults()));
  }
}
