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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.khue.cloud.identity.internal.passkey.Passkeys;
import org.khue.cloud.identity.internal.second.SecondFactor;
import org.khue.cloud.identity.internal.session.DuringSignIn;
import org.khue.cloud.identity.internal.session.Session;
import org.khue.cloud.identity.internal.session.SessionCookie;
import org.khue.cloud.identity.internal.session.Sessions;
import org.khue.cloud.identity.internal.session.Stage;
import org.khue.cloud.identity.internal.signin.SignIns;
import org.khue.cloud.platform.security.SignedIn;
import org.khue.cloud.platform.security.StepUp;
import org.khue.cloud.platform.web.Pages;
import org.khue.cloud.platform.web.QrCode;
import org.khue.web.i18n.Text;

/// The second factor: set up, shown at sign-in, taken away.
@Controller
@Produces(MediaType.TEXT_HTML)
@ExecuteOn(TaskExecutors.BLOCKING)
final class SecondFactorController {
  private final Sessions sessions;
  private final SecondFactor second;
  private final SignIns signIns;
  private final Passkeys passkeys;
  private final Pages pages;

  SecondFactorController(
      Sessions sessions, SecondFactor second, SignIns signIns, Passkeys passkeys, Pages pages) {
    this.sessions = sessions;
    this.second = second;
    this.signIns = signIns;
    this.passkeys = passkeys;
    this.pages = pages;
  }

  @SignedIn
  @DuringSignIn(Stage.SECOND_FACTOR)
  @Get("/login/second")
  HttpResponse<String> ask(HttpRequest<?> request) {
    return asking(request, HttpStatus.OK, "");
  }

  @SignedIn
  @DuringSignIn(Stage.SECOND_FACTOR)
  @Post("/login/second")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  HttpResponse<?> show(HttpRequest<?> request, @Body Map<String, String> form) {
    Text text = pages.text(request);
    Session session = Session.of(request).orElseThrow();
    SecondFactor.Outcome outcome = second.check(session.account(), form.getOrDefault("code", ""));
    return switch (outcome) {
      case SecondFactor.Outcome.Right ignored -> {
        String id = SessionCookie.id(request).orElseThrow();
        sessions.refresh(id, true);
        yield Going.to(Going.on(sessions.find(id).orElseThrow()));
      }
      case SecondFactor.Outcome.Wrong ignored -> {
        signIns.failed(session.account(), "second", Sessions.source(request));
        yield asking(request, HttpStatus.UNAUTHORIZED, text.t("second.wrong"));
      }
      case SecondFactor.Outcome.Wait wait ->
          asking(
              request,
              HttpStatus.TOO_MANY_REQUESTS,
              text.t("login.wait", "time", text.duration(wait.time().plusSeconds(1))));
    };
  }

  @SignedIn
  @StepUp
  @DuringSignIn(Stage.ENROL)
  @Get("/profile/second")
  HttpResponse<String> offer(HttpRequest<?> request) {
    return offering(request, HttpStatus.OK, "");
  }

  @SignedIn
  @StepUp
  @DuringSignIn(Stage.ENROL)
  @Post("/profile/second")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  HttpResponse<?> setUp(HttpRequest<?> request, @Body Map<String, String> form) {
    Text text = pages.text(request);
    Session session = Session.of(request).orElseThrow();
    List<String> codes = second.confirm(session.account(), form.getOrDefault("code", ""));
    if (codes.isEmpty()) {
      return offering(request, HttpStatus.UNPROCESSABLE_ENTITY, text.t("second.wrong"));
    }
    sessions.refresh(SessionCookie.id(request).orElseThrow(), true);
    sessions.forget(session.account().id());
    return recovery(request, codes);
  }

  @SignedIn
  @StepUp
  @Post("/profile/second/recovery")
  @Consumes(MediaType.ALL)
  HttpResponse<?> renew(HttpRequest<?> request) {
    Session session = Session.of(request).orElseThrow();
    return session.factors().codes()
        ? recovery(request, second.renewRecovery(session.account()))
        : Going.to("/profile");
  }

  @SignedIn
  @StepUp
  @Post("/profile/second/remove")
  @Consumes(MediaType.ALL)
  HttpResponse<?> remove(HttpRequest<?> request) {
    Session session = Session.of(request).orElseThrow();
    second.remove(session.account());
    sessions.forget(session.account().id());
    return Going.to("/profile");
  }

  private HttpResponse<String> recovery(HttpRequest<?> request, List<String> codes) {
    Text text = pages.text(request);
    return pages.page(
        request,
        text,
        "identity/recovery",
        "",
        text.t("recovery.title"),
        false,
        Map.of("codes", codes));
  }

  private MutableHttpResponse<String> asking(
      HttpRequest<?> request, HttpStatus status, String fault) {
    Text text = pages.text(request);
    Session session = Session.of(request).orElseThrow();
    return pages
        .page(
            request,
            text,
            "identity/second",
            "",
            text.t("second.title"),
            false,
            Map.of(
                "codes",
                session.factors().codes(),
                "passkey",
                session.factors().passkeys() > 0 && passkeys.work(request),
                "fault",
                fault))
        .status(status);
  }

  private MutableHttpResponse<String> offering(
      HttpRequest<?> request, HttpStatus status, String fault) {
    Text text = pages.text(request);
    Session session = Session.of(request).orElseThrow();
    Optional<SecondFactor.Offer> offer =
        session.account().demo() ? Optional.empty() : second.offer(session.account());
    return pages
        .page(
            request,
            text,
            "identity/enrol",
            "",
            text.t("enrol.title"),
            false,
            Map.of(
                "offer",
                offer,
                "qr",
                offer.map(known -> QrCode.of(known.uri())),
                "passkey",
                passkeys.work(request),
                "must",
                session.stage() == Stage.ENROL,
                "fault",
                fault))
        .status(status);
  }
}
