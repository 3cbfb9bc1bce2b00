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
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.khue.cloud.identity.Role;
import org.khue.cloud.identity.internal.grant.Emergencies;
import org.khue.cloud.identity.internal.session.Session;
import org.khue.cloud.identity.internal.session.Sessions;
import org.khue.cloud.platform.security.Acting;
import org.khue.cloud.platform.security.Needs;
import org.khue.cloud.platform.security.SignedIn;
import org.khue.cloud.platform.security.StepUp;
import org.khue.cloud.platform.web.Pages;
import org.khue.web.i18n.Text;

/// Roles taken in an emergency: taken, given back, and seen by whoever stands above.
@Controller("/breakglass")
@Produces(MediaType.TEXT_HTML)
@ExecuteOn(TaskExecutors.BLOCKING)
final class BreakglassController {
  private final Emergencies emergencies;
  private final Sessions sessions;
  private final UnitWords units;
  private final Pages pages;

  BreakglassController(Emergencies emergencies, Sessions sessions, UnitWords units, Pages pages) {
    this.emergencies = emergencies;
    this.sessions = sessions;
    this.units = units;
    this.pages = pages;
  }

  @Needs("breakglass.read")
  @Get
  HttpResponse<String> list(HttpRequest<?> request) {
    Text text = pages.text(request);
    var caller = Acting.required().caller();
    List<UnitWords.Choice> choices =
        caller.units("breakglass.use").stream()
            .map(unit -> new UnitWords.Choice(unit, units.name(text, unit)))
            .toList();
    Set<Role> roles = new TreeSet<>();
    choices.forEach(choice -> roles.addAll(emergencies.mayTake(choice.id())));
    return pages.page(
        request,
        text,
        "identity/breakglass",
        "",
        text.t("breakglass.title"),
        false,
        Map.of("taken", emergencies.newest(), "units", choices, "roles", roles));
  }

  @Needs("breakglass.use")
  @StepUp
  @Post
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  HttpResponse<?> take(HttpRequest<?> request, @Body Map<String, String> form) {
    emergencies.take(
        FormValues.role(form),
        FormValues.uuid(form, "unit"),
        form.getOrDefault("reason", ""),
        FormValues.number(form, "minutes"));
    sessions.forget(Session.of(request).orElseThrow().account().id());
    return Going.to("/profile");
  }

  @SignedIn
  @Post("/end")
  @Consumes(MediaType.ALL)
  HttpResponse<?> giveBack(HttpRequest<?> request) {
    emergencies.giveBack();
    sessions.forget(Session.of(request).orElseThrow().account().id());
    return Going.to("/profile");
  }
}
