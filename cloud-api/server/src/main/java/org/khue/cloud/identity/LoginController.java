package org.khue.cloud.identity;

import io.micronaut.context.annotation.Property;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.khue.cloud.platform.security.SignedIn;
import org.khue.cloud.platform.web.OpenRoute;
import org.khue.cloud.platform.web.Pages;
import org.khue.web.i18n.Text;

/// The greeting "Bạn là ai?", sign-in by one click in a demo, and sign-out.
@Controller
@Produces(MediaType.TEXT_HTML)
@ExecuteOn(TaskExecutors.BLOCKING)
final class LoginController {
  private final Sessions sessions;
  private final Pages pages;
  private final boolean demo;

  LoginController(
      Sessions sessions,
      Pages pages,
      @Property(name = "khue.demo", defaultValue = "false") boolean demo) {
    this.sessions = sessions;
    this.pages = pages;
    this.demo = demo;
  }

  @OpenRoute
  @Get("/login")
  HttpResponse<String> greet(HttpRequest<?> request) {
    Text text = pages.text(request);
    List<Role> roles = demo ? List.of(Role.values()) : List.of();
    return pages.page(
        request, text, "login/greeting", "", text.t("login.title"), false, Map.of("roles", roles));
  }

  @OpenRoute
  @Post("/login")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  HttpResponse<?> enter(HttpRequest<?> request, @Body Map<String, String> form) {
    Optional<Role> role = Role.ofCode(form.getOrDefault("role", ""));
    if (!demo || role.isEmpty()) {
      Text text = pages.text(request);
      return pages.problem(
          request, HttpStatus.FORBIDDEN, text.t("login.refused"), text.t("login.refused-action"));
    }
    SessionCookie.id(request).ifPresent(sessions::close);
    String id = sessions.open(role.get());
    return HttpResponse.seeOther(URI.create(role.get().home()))
        .cookie(SessionCookie.of(request, id));
  }

  @SignedIn
  @Post("/logout")
  @Consumes(MediaType.ALL)
  HttpResponse<?> leave(HttpRequest<?> request) {
    SessionCookie.id(request).ifPresent(sessions::close);
    return HttpResponse.seeOther(URI.create("/login")).cookie(SessionCookie.none(request));
  }
}
