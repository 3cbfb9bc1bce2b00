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
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.Map;
import org.khue.cloud.identity.internal.passkey.Passkeys;
import org.khue.cloud.identity.internal.password.Passwords;
import org.khue.cloud.identity.internal.second.SecondFactor;
import org.khue.cloud.identity.internal.session.DuringSignIn;
import org.khue.cloud.identity.internal.session.Session;
import org.khue.cloud.identity.internal.session.SessionCookie;
import org.khue.cloud.identity.internal.session.Sessions;
import org.khue.cloud.identity.internal.session.Stage;
import org.khue.cloud.platform.security.SignedIn;
import org.khue.cloud.platform.web.Pages;
import org.khue.web.i18n.Text;

/// Before something dangerous: whoever sits there proves again that they are the one who signed in,
/// by password, by a code of their app, or by passkey.
@Controller("/login/confirm")
@Produces(MediaType.TEXT_HTML)
@ExecuteOn(TaskExecutors.BLOCKING)
final class ConfirmController {
  private final Sessions sessions;
  private final Passwords passwords;
  private final SecondFactor second;
  private final Passkeys passkeys;
  private final Pages pages;

  ConfirmController(
      Sessions sessions, Passwords passwords, SecondFactor second, Passkeys passkeys, Pages pages) {
    this.sessions = sessions;
    this.passwords = passwords;
    this.second = second;
    this.passkeys = passkeys;
    this.pages = pages;
  }

  @SignedIn
  @DuringSignIn(Stage.ENROL)
  @Get
  HttpResponse<String> ask(
      HttpRequest<?> request, @QueryValue(defaultValue = "/profile") String back) {
    return form(request, HttpStatus.OK, Going.local(back), "");
  }

  @SignedIn
  @DuringSignIn(Stage.ENROL)
  @Post
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  HttpResponse<?> confirm(HttpRequest<?> request, @Body Map<String, String> form) {
    Session session = Session.of(request).orElseThrow();
    Text text = pages.text(request);
    String back = Going.local(form.getOrDefault("back", ""));
    String proof = form.getOrDefault("proof", "");
    // Six digits are a code of the app: no password is that short.
    boolean code = session.factors().codes() && proof.strip().matches("\\d{6}");
    boolean right =
        code
            ? second.check(session.account(), proof) instanceof SecondFactor.Outcome.Right
            : passwords.confirm(session.account(), proof, Sessions.source(request))
                instanceof Passwords.Outcome.Entered;
    if (!right) {
      return form(request, HttpStatus.UNAUTHORIZED, back, text.t("confirm.wrong"));
    }
    sessions.refresh(SessionCookie.id(request).orElseThrow(), code);
    return Going.to(back);
  }

  private MutableHttpResponse<String> form(
      HttpRequest<?> request, HttpStatus status, String back, String fault) {
    Text text = pages.text(request);
    Session session = Session.of(request).orElseThrow();
    return pages
        .page(
            request,
            text,
            "identity/confirm",
            "",
            text.t("confirm.title"),
            false,
            Map.of(
                "back",
                back,
                "passkey",
                session.factors().passkeys() > 0 && passkeys.work(request),
                "fault",
                fault))
        .status(status);
  }
}
