package org.khue.cloud.identity.internal.page;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.khue.cloud.identity.internal.account.Account;
import org.khue.cloud.identity.internal.passkey.Passkeys;
import org.khue.cloud.identity.internal.session.DuringSignIn;
import org.khue.cloud.identity.internal.session.Session;
import org.khue.cloud.identity.internal.session.SessionCookie;
import org.khue.cloud.identity.internal.session.Sessions;
import org.khue.cloud.identity.internal.session.Stage;
import org.khue.cloud.identity.internal.signin.SignIns;
import org.khue.cloud.platform.problem.ProblemException;
import org.khue.cloud.platform.security.GuessLimit;
import org.khue.cloud.platform.security.SignedIn;
import org.khue.cloud.platform.security.StepUp;
import org.khue.cloud.platform.web.OpenRoute;

/// What the script `passkey.js` asks for and sends.
@Controller
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@ExecuteOn(TaskExecutors.BLOCKING)
final class PasskeyController {
  private final Passkeys passkeys;
  private final Sessions sessions;
  private final SignIns signIns;
  private final GuessLimit limit;
  private final ObjectMapper json;

  PasskeyController(
      Passkeys passkeys, Sessions sessions, SignIns signIns, GuessLimit limit, ObjectMapper json) {
    this.passkeys = passkeys;
    this.sessions = sessions;
    this.signIns = signIns;
    this.limit = limit;
    this.json = json;
  }

  @OpenRoute
  @Post("/login/passkey/options")
  String show(HttpRequest<?> request) {
    return start(passkeys.startShown(request));
  }

  @OpenRoute
  @Post("/login/passkey")
  HttpResponse<?> enter(HttpRequest<?> request, @Body String body) {
    Account account = shown(request, body);
    SessionCookie.id(request).ifPresent(sessions::close);
    String id = sessions.open(request, account, Session.Method.PASSKEY, true);
    Session session = sessions.find(id).orElseThrow();
    return HttpResponse.ok(Map.of("next", Going.on(session))).cookie(SessionCookie.of(request, id));
  }

  /// For somebody who is signed in: as second factor, or as a fresh proof.
  @SignedIn
  @DuringSignIn({Stage.SECOND_FACTOR, Stage.ENROL})
  @Post("/login/passkey/confirm")
  HttpResponse<?> confirm(HttpRequest<?> request, @Body String body) {
    Session session = Session.of(request).orElseThrow();
    if (!shown(request, body).id().equals(session.account().id())) {
      throw new ProblemException(
          HttpStatus.FORBIDDEN, "This passkey belongs to another account than the one signed in.");
    }
    String id = SessionCookie.id(request).orElseThrow();
    sessions.refresh(id, true);
    return HttpResponse.ok(Map.of("next", Going.on(sessions.find(id).orElseThrow())));
  }

  @SignedIn
  @StepUp
  @DuringSignIn(Stage.ENROL)
  @Post("/profile/passkeys/options")
  String begin(HttpRequest<?> request) {
    return start(passkeys.startNew(request, own(request)));
  }

  @SignedIn
  @StepUp
  @DuringSignIn(Stage.ENROL)
  @Post("/profile/passkeys")
  HttpResponse<?> add(HttpRequest<?> request, @Body String body) {
    JsonNode sent = read(body);
    passkeys.finishNew(
        request,
        own(request),
        sent.path("ceremony").asText(),
        sent.path("credential").toString(),
        sent.path("name").asText());
    sessions.refresh(SessionCookie.id(request).orElseThrow(), true);
    sessions.forget(own(request).id());
    return HttpResponse.ok(Map.of("next", "/profile"));
  }

  @SignedIn
  @StepUp
  @Post("/profile/passkeys/{id}/remove")
  @Consumes(MediaType.ALL)
  HttpResponse<?> remove(HttpRequest<?> request, UUID id) {
    passkeys.remove(own(request), id);
    sessions.forget(own(request).id());
    return Going.to("/profile");
  }

  private Account shown(HttpRequest<?> request, String body) {
    String source = "passkey " + Sessions.source(request);
    if (!limit.mayTry(source)) {
      throw new ProblemException(
          HttpStatus.TOO_MANY_REQUESTS, "Too many tries from this address; wait a minute.");
    }
    JsonNode sent = read(body);
    Optional<Account> account =
        passkeys.finishShown(
            request, sent.path("ceremony").asText(), sent.path("credential").toString());
    if (account.isEmpty()) {
      limit.failed(source);
      signIns.failed(null, Session.Method.PASSKEY.code(), Sessions.source(request));
      throw new ProblemException(
          HttpStatus.UNAUTHORIZED,
          "This passkey is not known here. Sign in with your password and add it on your profile.");
    }
    limit.succeeded(source);
    return account.get();
  }

  /// A demo account is everybody's: nobody ties a passkey to it.
  private static Account own(HttpRequest<?> request) {
    Account account = Session.of(request).orElseThrow().account();
    if (account.demo()) {
      throw new ProblemException(HttpStatus.CONFLICT, "The accounts of a demo have no passkeys.");
    }
    return account;
  }

  private static String start(Passkeys.Start start) {
    return "{\"ceremony\":\"" + start.ceremony() + "\",\"options\":" + start.options() + "}";
  }

  private JsonNode read(String body) {
    try {
      return json.readTree(body);
    } catch (JsonProcessingException e) {
      throw new ProblemException(HttpStatus.BAD_REQUEST, "The body is not JSON.");
    }
  }
}
