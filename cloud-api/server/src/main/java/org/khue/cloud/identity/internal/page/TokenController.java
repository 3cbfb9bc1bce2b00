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
import java.util.UUID;
import java.util.stream.Collectors;
import org.khue.cloud.identity.internal.grant.RightTables;
import org.khue.cloud.identity.internal.token.Tokens;
import org.khue.cloud.platform.security.Acting;
import org.khue.cloud.platform.security.Caller;
import org.khue.cloud.platform.security.Needs;
import org.khue.cloud.platform.security.SignedIn;
import org.khue.cloud.platform.security.StepUp;
import org.khue.cloud.platform.web.Pages;
import org.khue.web.i18n.Text;

/// API tokens of one's own account.
@Controller("/profile/tokens")
@Produces(MediaType.TEXT_HTML)
@ExecuteOn(TaskExecutors.BLOCKING)
final class TokenController {
  private static final String FIELD = "right.";

  private final Tokens tokens;
  private final RightTables tables;
  private final UnitWords units;
  private final Pages pages;

  TokenController(Tokens tokens, RightTables tables, UnitWords units, Pages pages) {
    this.tokens = tokens;
    this.tables = tables;
    this.units = units;
    this.pages = pages;
  }

  @Needs("tokens.write")
  @Get
  HttpResponse<String> ask(HttpRequest<?> request) {
    Text text = pages.text(request);
    Caller caller = Acting.required().caller();
    return pages.page(
        request,
        text,
        "identity/tokens",
        "",
        text.t("tokens.title"),
        false,
        Map.of(
            "tokens",
            tokens.own(),
            "rights",
            tables.all().keySet().stream().filter(caller::holds).toList(),
            "units",
            units.choices(text, caller, List.of()),
            "secret",
            ""));
  }

  @Needs("tokens.write")
  @StepUp
  @Post
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  HttpResponse<?> make(HttpRequest<?> request, @Body Map<String, String> form) {
    Set<String> rights =
        form.keySet().stream()
            .filter(field -> field.startsWith(FIELD))
            .map(field -> field.substring(FIELD.length()))
            .collect(Collectors.toSet());
    String secret =
        tokens.make(
            form.getOrDefault("name", ""),
            rights,
            FormValues.uuid(form, "unit"),
            FormValues.number(form, "days"));
    Text text = pages.text(request);
    return pages.page(
        request,
        text,
        "identity/tokens",
        "",
        text.t("tokens.title"),
        false,
        Map.of("tokens", tokens.own(), "rights", List.of(), "units", List.of(), "secret", secret));
  }

  @SignedIn
  @Post("/{id}/revoke")
  @Consumes(MediaType.ALL)
  HttpResponse<?> revoke(UUID id) {
    tokens.revoke(id);
    return Going.to("/profile");
  }
}
