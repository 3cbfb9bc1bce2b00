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
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.khue.cloud.identity.Role;
import org.khue.cloud.identity.internal.account.Account;
import org.khue.cloud.identity.internal.account.DemoEntry;
import org.khue.cloud.identity.internal.mail.PasswordReset;
import org.khue.cloud.identity.internal.passkey.Passkeys;
import org.khue.cloud.identity.internal.password.Passwords;
import org.khue.cloud.identity.internal.session.DuringSignIn;
import org.khue.cloud.identity.internal.session.Session;
import org.khue.cloud.identity.internal.session.SessionCookie;
import org.khue.cloud.identity.internal.session.Sessions;
import org.khue.cloud.identity.internal.session.Stage;
import org.khue.cloud.identity.internal.signin.SignIns;
import org.khue.cloud.identity.internal.sso.Sso;
import org.khue.cloud.platform.security.SignedIn;
import org.khue.cloud.platform.web.HostCookies;
import org.khue.cloud.platform.web.OpenRoute;
import org.khue.cloud.platform.web.Pages;
import org.khue.web.i18n.Text;

/// Sign-in by password, by one click in a demo, and sign-out.
@Controller
@Produces(MediaType.TEXT_HTML)
@ExecuteOn(TaskExecutors.BLOCKING)
final class LoginController {
  private final Sessions sessions;
  private final Passwords passwords;
  private final DemoEntry demo;
  private final Passkeys passkeys;
  private final Sso sso;
  private final SignIns signIns;
  private final PasswordReset reset;
  private final Pages pages;

  LoginController(
      Sessions sessions,
      Passwords passwords,
      DemoEntry demo,
      Passkeys passkeys,
      Sso sso,
      SignIns signIns,
      PasswordReset reset,
      Pages pages) {
    this.sessions = sessions;
    this.passwords = passwords;
    this.demo = demo;
    this.passkeys = passkeys;
    this.sso = sso;
    this.signIns = signIns;
    this.reset = reset;
    this.pages = pages;
  }

  @OpenRoute
  @Get("/login")
  HttpResponse<String> greet(HttpRequest<?> request) {
    return greeting(request, HttpStatus.OK, "", "");
  }

  @OpenRoute
  @Post("/login")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  HttpResponse<?> enter(HttpRequest<?> request, @Body Map<String, String> form) {
    Text text = pages.text(request);
    if (form.containsKey("role")) {
      Optional<Account> account = Role.ofCode(form.getOrDefault("role", "")).flatMap(demo::of);
      return account.isPresent()
          ? enter(request, account.get(), Session.Method.DEMO, false)
          : pages.problem(
              request,
              HttpStatus.FORBIDDEN,
              text.t("login.refused"),
              text.t("login.refused-action"));
    }
    String login = form.getOrDefault("login", "");
    Passwords.Outcome outcome =
        passwords.enter(login, form.getOrDefault("password", ""), Sessions.source(request));
    return switch (outcome) {
      case Passwords.Outcome.Entered entered ->
          enter(request, entered.account(), Session.Method.PASSWORD, false);
      case Passwords.Outcome.Refused ignored ->
          greeting(request, HttpStatus.UNAUTHORIZED, login, text.t("login.wrong"));
      case Passwords.Outcome.Wait wait ->
          greeting(
                  request,
                  HttpStatus.TOO_MANY_REQUESTS,
                  login,
                  text.t("login.wait", "time", text.duration(roundUp(wait.time()))))
              .header("Retry-After", String.valueOf(roundUp(wait.time()).toSeconds()));
      case Passwords.Outcome.Busy ignored ->
          greeting(request, HttpStatus.SERVICE_UNAVAILABLE, login, text.t("login.busy"));
    };
  }

  @SignedIn
  @DuringSignIn({Stage.SECOND_FACTOR, Stage.CHANGE_PASSWORD, Stage.ENROL})
  @Post("/logout")
  @Consumes(MediaType.ALL)
  HttpResponse<?> leave(HttpRequest<?> request) {
    Session session = Session.of(request).orElseThrow();
    signIns.left(session.account(), session.method().code(), Sessions.source(request));
    SessionCookie.id(request).ifPresent(sessions::close);
    return HttpResponse.seeOther(URI.create("/login"))
        .cookie(SessionCookie.none(request))
        .header("Clear-Site-Data", "\"storage\"");
  }

  /// Opens a session; one that the browser had before ends. A language that the browser has not
  /// chosen itself is the account's.
  private HttpResponse<?> enter(
      HttpRequest<?> request, Account account, Session.Method method, boolean secondFactor) {
    SessionCookie.id(request).ifPresent(sessions::close);
    String id = sessions.open(request, account, method, secondFactor);
    Session session = sessions.find(id).orElseThrow();
    boolean chosen = HostCookies.value(request, "lang").isPresent();
    String language =
        chosen || account.language().equals("vi") ? "" : "?lang=" + account.language();
    return HttpResponse.seeOther(URI.create(Going.on(session) + language))
        .cookie(SessionCookie.of(request, id));
  }

  private MutableHttpResponse<String> greeting(
      HttpRequest<?> request, HttpStatus status, String login, String fault) {
    Text text = pages.text(request);
    return pages
        .page(
            request,
            text,
            "identity/greeting",
            "",
            text.t("login.title"),
            false,
            Map.of(
                "offers",
                demo.offers(),
                "login",
                login,
                "fault",
                fault,
                "passkey",
                passkeys.work(request),
                "sso",
                sso.name(),
                "reset",
                reset.works()))
        .status(status);
  }

  private static Duration roundUp(Duration time) {
    return Duration.ofSeconds(time.toSeconds() + 1);
  }
}
