package org.khue.cloud.platform.web;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import jakarta.inject.Singleton;
import org.khue.cloud.platform.problem.ProblemException;
import org.khue.cloud.platform.problem.ProblemPage;
import org.khue.web.i18n.Text;

/// Problems as pages in the reader's language.
@Singleton
final class ProblemPages implements ProblemPage {
  private final Pages pages;

  ProblemPages(Pages pages) {
    this.pages = pages;
  }

  @Override
  public HttpResponse<?> of(HttpRequest<?> request, ProblemException problem) {
    Text text = pages.text(request);
    HttpStatus status = problem.status();
    return switch (status) {
      case FORBIDDEN ->
          pages.problem(
              request, status, text.t("error.forbidden"), text.t("error.forbidden-action"));
      case NOT_FOUND ->
          pages.problem(
              request, status, text.t("error.not-found"), text.t("error.not-found-action"));
      case SERVICE_UNAVAILABLE ->
          pages.problem(
              request, status, text.t("error.unavailable"), text.t("error.unavailable-action"));
      default ->
          pages.problem(
              request, status, text.t("error.refused"), String.valueOf(problem.getMessage()));
    };
  }

  @Override
  public HttpResponse<?> bug(HttpRequest<?> request, String number) {
    Text text = pages.text(request);
    return pages.problem(
        request,
        HttpStatus.INTERNAL_SERVER_ERROR,
        text.t("error.bug"),
        text.t("error.bug-action", "number", number));
  }
}
