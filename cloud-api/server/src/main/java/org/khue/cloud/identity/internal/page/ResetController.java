package org.khue.cloud.identity.internal.page;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.khue.cloud.identity.internal.mail.PasswordReset;
import org.khue.cloud.identity.internal.session.Sessions;
import org.khue.cloud.platform.web.Done;
import org.khue.cloud.platform.web.OpenRoute;
import org.khue.cloud.platform.web.Pages;
import org.khue.web.i18n.Text;

/// A forgotten password: ask for a code by mail, set a new one by it.
@Controller
@Produces(MediaType.TEXT_HTML)
@ExecuteOn(TaskExecutors.BLOCKING)
final class ResetController {
  private final PasswordReset reset;
  private final Pages pages;

  ResetController(PasswordReset reset, Pages pages) {
    this.reset = reset;
    this.pages = pages;
  }

  @OpenRoute
  @Get("/login/forgotten")
  HttpResponse<String> forgotten(HttpRequest<?> request) {
    return asking(request, HttpStatus.OK, "", false);
  }

  @OpenRoute
  @Post("/login/forgotten")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  HttpResponse<String> ask(HttpRequest<?> request, @Body Map<String, String> form) {
    Optional<Duration> wait = reset.ask(form.getOrDefault("login", ""), Sessions.source(request));
    return wait.isPresent()
        ? asking(request, HttpStatus.TOO_MANY_REQUESTS, waiting(request, wait.get()), false)
        : asking(request, HttpStatus.OK, "", true);
  }

  @OpenRoute
  @Get("/login/reset")
  HttpResponse<String> code(HttpRequest<?> request) {
    return setting(request, HttpStatus.OK, "", "");
  }

  @OpenRoute
  @Post("/login/reset")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  HttpResponse<?> set(HttpRequest<?> request, @Body Map<String, String> form) {
    Text text = pages.text(request);
    String code = form.getOrDefault("code", "");
    String password = form.getOrDefault("password", "");
    if (!password.equals(form.getOrDefault("again", ""))) {
      return setting(request, HttpStatus.UNPROCESSABLE_ENTITY, code, text.t("password.differ"));
    }
    PasswordReset.Outcome outcome = reset.set(code, password, Sessions.source(request));
    return switch (outcome) {
      case PasswordReset.Outcome.Done ignored ->
          Done.then("/login").saying("reset.done").response(request);
      case PasswordReset.Outcome.Refused ignored ->
          setting(request, HttpStatus.UNPROCESSABLE_ENTITY, "", text.t("reset.refused"));
      case PasswordReset.Outcome.Weak weak ->
          setting(
              request,
              HttpStatus.UNPROCESSABLE_ENTITY,
              code,
              text.t(weak.fault().key(), "least", weak.least()));
      case PasswordReset.Outcome.Wait wait ->
          setting(request, HttpStatus.TOO_MANY_REQUESTS, code, waiting(request, wait.time()));
    };
  }

  private String waiting(HttpRequest<?> request, Duration time) {
    Text text = pages.text(request);
    return text.t("login.wait", "time", text.duration(time.plusSeconds(1)));
  }

  private MutableHttpResponse<String> asking(
      HttpRequest<?> request, HttpStatus status, String fault, boolean sent) {
    return page(
        request,
        status,
        "identity/forgotten",
        "reset.title",
        Map.of("works", reset.works(), "sent", sent, "fault", fault));
  }

  private MutableHttpResponse<String> setting(
      HttpRequest<?> request, HttpStatus status, String code, String fault) {
    return page(
        request,
        status,
        "identity/reset",
        "password.title",
        Map.of("code", code, "minutes", PasswordReset.LIFE.toMinutes(), "fault", fault));
  }

  private MutableHttpResponse<String> page(
      HttpRequest<?> request,
      HttpStatus status,
      String template,
      String titleKey,
      Map<String, Object> model) {
    Text text = pages.text(request);
    return pages.page(request, text, template, "", text.t(titleKey), false, model).status(status);
  }
}
