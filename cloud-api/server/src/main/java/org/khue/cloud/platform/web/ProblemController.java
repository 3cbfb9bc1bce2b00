package org.khue.cloud.platform.web;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Error;
import org.khue.web.i18n.Text;

/// Answers for what is not there: a page for people, the status for machines.
@Controller
final class ProblemController {
  private final Pages pages;

  ProblemController(Pages pages) {
    this.pages = pages;
  }

  @Error(global = true, status = HttpStatus.NOT_FOUND)
  HttpResponse<?> missing(HttpRequest<?> request) {
    Text text = pages.text(request);
    return answer(
        request, HttpStatus.NOT_FOUND, text.t("error.not-found"), text.t("error.not-found-action"));
  }

  private HttpResponse<?> answer(
      HttpRequest<?> request, HttpStatus status, String heading, String action) {
    boolean forPeople =
        request.accept().stream().anyMatch(type -> type.matches(MediaType.TEXT_HTML_TYPE))
            && !request.getPath().startsWith("/api/");
    return forPeople
        ? pages.problem(request, status, heading, action)
        : HttpResponse.status(status);
  }
}
