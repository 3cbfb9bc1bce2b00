package org.khue.cloud.identity.internal.page;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.khue.cloud.identity.internal.session.Session;
import org.khue.cloud.identity.internal.session.SessionCookie;
import org.khue.cloud.identity.internal.session.Sessions;
import org.khue.cloud.identity.internal.signin.SignIns;
import org.khue.cloud.identity.internal.sso.Sso;
import org.khue.cloud.platform.web.HostCookies;
import org.khue.cloud.platform.web.OpenRoute;
import org.khue.cloud.platform.web.Pages;
import org.khue.web.i18n.Text;

/// Out to the city's sign-in and back.
@Controller("/login/sso")
@Produces(MediaType.TEXT_HTML)
@ExecuteOn(TaskExecutors.BLOCKING)
final class SsoController {
  /// Ties what comes back to the browser that was sent.
  private static final String COOKIE = "khue_sso";

  private final Sso sso;
  private final Sessions sessions;
  private final SignIns signIns;
  private final Pages pages;

  SsoController(Sso sso, Sessions sessions, SignIns signIns, Pages pages) {
    this.sso = sso;
    this.sessions = sessions;
    this.signIns = signIns;
    this.pages = pages;
  }

  @OpenRoute
  @Get
  HttpResponse<?> go(HttpRequest<?> request) {
    Sso.Start start = sso.start(request);
    return HttpResponse.seeOther(start.address())
        .cookie(HostCookies.of(request, COOKIE, start.ceremony()).maxAge(Duration.ofMinutes(5)));
  }

  @OpenRoute
  @Get("/back")
  HttpResponse<?> back(
      HttpRequest<?> request,
      @QueryValue(defaultValue = "") String state,
      @QueryValue(defaultValue = "") String code) {
    String expected = HostCookies.value(request, COOKIE).orElse("");
    Optional<Sso.Entered> entered = sso.finish(request, state, expected, code);
    if (entered.isEmpty()) {
      signIns.failed(null, Session.Method.SSO.code(), Sessions.source(request));
      Text text = pages.text(request);
      return pages.problem(
          request, HttpStatus.FORBIDDEN, text.t("sso.refused"), text.t("sso.refused-action"));
    }
    SessionCookie.id(request).ifPresent(sessions::close);
    String id =
        sessions.open(
            request, entered.get().account(), Session.Method.SSO, entered.get().secondFactor());
    Session session = sessions.find(id).orElseThrow();
    return HttpResponse.seeOther(URI.create(Going.on(session)))
        .cookie(SessionCookie.of(request, id))
        .cookie(HostCookies.of(request, COOKIE, "").maxAge(Duration.ZERO));
  }
}
