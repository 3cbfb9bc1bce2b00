package org.khue.cloud.platform.web;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Error;
import java.util.UUID;
import org.khue.cloud.platform.db.DatabaseException;
import org.khue.web.i18n.Text;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Answers for what is not there and for what went wrong: a page for people, the bare status for
/// machines.
@Controller
final class ProblemController {
  private static final Logger LOG = LoggerFactory.getLogger(ProblemController.class);

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

  @Error(global = true)
  HttpResponse<?> database(HttpRequest<?> request, DatabaseException failure) {
    LOG.warn("{} {}: {}", request.getMethodName(), request.getPath(), failure.getMessage());
    Text text = pages.text(request);
    return answer(
        request,
        HttpStatus.SERVICE_UNAVAILABLE,
        text.t("error.unavailable"),
        text.t("error.unavailable-action"));
  }

  @Error(global = true)
  HttpResponse<?> bug(HttpRequest<?> request, RuntimeException failure) {
    String number = UUID.randomUUID().toString().substring(0, 8);
    LOG.error("error {} at {} {}", number, request.getMethodName(), request.getPath(), failure);
    Text text = pages.text(request);
    return answer(
        request,
        HttpStatus.INTERNAL_SERVER_ERROR,
        text.t("error.bug"),
        text.t("error.bug-action", "number", number));
  }

  private HttpResponse<?> answer(
      HttpRequest<?> request, HttpStatus status, String heading, String action) {
    boolean forPeople =
        request.accept().stream().anyMatch(type -> type.matches(MediaType.TEXT_HTML_TYPE));
    return forPeople
        ? pages.problem(request, status, heading, action)
        : HttpResponse.status(status);
  }
}
