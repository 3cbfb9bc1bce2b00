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
import java.util.Map;
import java.util.Optional;
import org.khue.cloud.identity.internal.password.PasswordRules;
import org.khue.cloud.identity.internal.password.Passwords;
import org.khue.cloud.identity.internal.session.DuringSignIn;
import org.khue.cloud.identity.internal.session.Session;
import org.khue.cloud.identity.internal.session.SessionCookie;
import org.khue.cloud.identity.internal.session.Sessions;
import org.khue.cloud.identity.internal.session.Stage;
import org.khue.cloud.platform.security.SignedIn;
import org.khue.cloud.platform.web.Pages;
import org.khue.web.i18n.Text;

/// A new password: at the first sign-in, and whenever its owner likes.
@Controller("/login/password")
@Produces(MediaType.TEXT_HTML)
@ExecuteOn(TaskExecutors.BLOCKING)
final class PasswordController {
  private final Sessions sessions;
  private final Passwords passwords;
  private final Pages pages;

  PasswordController(Sessions sessions, Passwords passwords, Pages pages) {
    this.sessions = sessions;
    this.passwords = passwords;
    this.pages = pages;
  }

  @SignedIn
  @DuringSignIn(Stage.CHANGE_PASSWORD)
  @Get
  HttpResponse<?> ask(HttpRequest<?> request) {
    return mayNotNow(request) ? confirmFirst() : form(request, HttpStatus.OK, "");
  }

  @SignedIn
  @DuringSignIn(Stage.CHANGE_PASSWORD)
  @Post
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  HttpResponse<?> set(HttpRequest<?> request, @Body Map<String, String> form) {
    if (mayNotNow(request)) {
      return confirmFirst();
    }
    Session session = Session.of(request).orElseThrow();
    Text text = pages.text(request);
    String password = form.getOrDefault("password", "");
    if (!password.equals(form.getOrDefault("again", ""))) {
      return form(request, HttpStatus.UNPROCESSABLE_ENTITY, text.t("password.differ"));
    }
    Optional<PasswordRules.Fault> fault =
        passwords.set(session.account(), password, session.isStaff());
    if (fault.isPresent()) {
      return form(
          request,
          HttpStatus.UNPROCESSABLE_ENTITY,
          text.t(fault.get().key(), "least", least(session)));
    }
    sessions.closeOthers(session.account().id(), session.id());
    Session now = SessionCookie.id(request).flatMap(sessions::find).orElseThrow();
    return Going.to(Going.on(now));
  }

  /// The first password follows the sign-in; a later one needs a fresh proof. A demo has none.
  private boolean mayNotNow(HttpRequest<?> request) {
    Session session = Session.of(request).orElseThrow();
    return session.stage() == Stage.FULL && !sessions.isFresh(session);
  }

  private static HttpResponse<?> confirmFirst() {
    return Going.to("/login/confirm?back=/login/password");
  }

  private static int least(Session session) {
    return session.isStaff() ? PasswordRules.STAFF_LENGTH : PasswordRules.LENGTH;
  }

  private MutableHttpResponse<String> form(
      HttpRequest<?> request, HttpStatus status, String fault) {
    Text text = pages.text(request);
    Session session = Session.of(request).orElseThrow();
    return pages
        .page(
            request,
            text,
            "identity/password",
            "",
            text.t("password.title"),
            false,
            Map.of("session", session, "least", least(session), "fault", fault))
        .status(status);
  }
}
