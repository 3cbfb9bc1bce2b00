package org.khue.cloud.identity.internal.page;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.Map;
import java.util.UUID;
import org.khue.cloud.identity.internal.grant.Assignments;
import org.khue.cloud.identity.internal.passkey.Passkeys;
import org.khue.cloud.identity.internal.second.SecondFactor;
import org.khue.cloud.identity.internal.session.Session;
import org.khue.cloud.identity.internal.session.Sessions;
import org.khue.cloud.identity.internal.token.Tokens;
import org.khue.cloud.platform.security.SignedIn;
import org.khue.cloud.platform.security.StepUp;
import org.khue.cloud.platform.web.Pages;
import org.khue.web.Language;
import org.khue.web.i18n.Text;

/// What everybody sees and does about their own account.
@Controller("/profile")
@Produces(MediaType.TEXT_HTML)
@ExecuteOn(TaskExecutors.BLOCKING)
final class ProfileController {
  private final Sessions sessions;
  private final Assignments assignments;
  private final SecondFactor second;
  private final Passkeys passkeys;
  private final Tokens tokens;
  private final Pages pages;

  ProfileController(
      Sessions sessions,
      Assignments assignments,
      SecondFactor second,
      Passkeys passkeys,
      Tokens tokens,
      Pages pages) {
    this.sessions = sessions;
    this.assignments = assignments;
    this.second = second;
    this.passkeys = passkeys;
    this.tokens = tokens;
    this.pages = pages;
  }

  @SignedIn
  @Get
  HttpResponse<String> profile(HttpRequest<?> request) {
    Session session = Session.of(request).orElseThrow();
    Text text = pages.text(request);
    return pages.page(
        request,
        text,
        "identity/profile",
        "",
        text.t("profile.title"),
        false,
        Map.of(
            "session",
            session,
            "roles",
            assignments.own(session.account().id()),
            "open",
            sessions.of(session.account().id()),
            "recoveryLeft",
            second.recoveryLeft(session.account()),
            "passkeys",
            passkeys.of(session.account().id()),
            "passkeysWork",
            passkeys.work(request),
            "tokens",
            tokens.own(),
            "mayMakeTokens",
            session.caller().holds("tokens.write")));
  }

  @SignedIn
  @Post("/language")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  HttpResponse<?> language(HttpRequest<?> request, @Body Map<String, String> form) {
    String code = Language.ofCode(form.getOrDefault("language", "")).code();
    sessions.setLanguage(Session.of(request).orElseThrow().account(), code);
    return Going.to("/profile?lang=" + code);
  }

  @SignedIn
  @StepUp
  @Post("/sessions/{id}/end")
  @Consumes(MediaType.ALL)
  HttpResponse<?> end(HttpRequest<?> request, UUID id) {
    sessions.close(Session.of(request).orElseThrow().account().id(), id);
    return Going.to("/profile");
  }

  @SignedIn
  @StepUp
  @Post("/sessions/end-others")
  @Consumes(MediaType.ALL)
  HttpResponse<?> endOthers(HttpRequest<?> request) {
    Session session = Session.of(request).orElseThrow();
    sessions.closeOthers(session.account().id(), session.id());
    return Going.to("/profile");
  }
}
