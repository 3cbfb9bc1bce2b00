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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.khue.cloud.identity.internal.account.Account;
import org.khue.cloud.identity.internal.desk.AccountDesk;
import org.khue.cloud.identity.internal.grant.Assignments;
import org.khue.cloud.identity.internal.grant.Grants;
import org.khue.cloud.identity.internal.session.Sessions;
import org.khue.cloud.identity.internal.token.Tokens;
import org.khue.cloud.platform.security.Acting;
import org.khue.cloud.platform.security.Caller;
import org.khue.cloud.platform.security.Needs;
import org.khue.cloud.platform.security.StepUp;
import org.khue.cloud.platform.web.Pages;
import org.khue.cloud.platform.web.Tables;
import org.khue.web.i18n.Text;

/// The accounts of a unit, for those who look after them.
@Controller("/accounts")
@Produces(MediaType.TEXT_HTML)
@ExecuteOn(TaskExecutors.BLOCKING)
final class AccountController {
  static final String SECTION = "accounts";

  private final AccountDesk desk;
  private final Assignments assignments;
  private final Grants grants;
  private final Sessions sessions;
  private final Tokens tokens;
  private final UnitWords units;
  private final Tables tables;
  private final Pages pages;

  AccountController(
      AccountDesk desk,
      Assignments assignments,
      Grants grants,
      Sessions sessions,
      Tokens tokens,
      UnitWords units,
      Tables tables,
      Pages pages) {
    this.desk = desk;
    this.assignments = assignments;
    this.grants = grants;
    this.sessions = sessions;
    this.tokens = tokens;
    this.units = units;
    this.tables = tables;
    this.pages = pages;
  }

  @Needs("accounts.read")
  @Get
  @Produces(MediaType.ALL)
  HttpResponse<?> list(HttpRequest<?> request) {
    Text text = pages.text(request);
    Caller caller = Acting.required().caller();
    List<UnitWords.Choice> choices = units.choices(text, caller, List.of());
    Map<UUID, String> known = new HashMap<>();
    return tables.answer(
        request,
        text,
        AccountList.spec(
            text, id -> known.computeIfAbsent(id, unit -> units.name(text, unit)), choices),
        desk::list,
        view ->
            pages.page(
                request,
                text,
                "identity/accounts",
                SECTION,
                text.t("accounts.title"),
                false,
                Map.of(
                    "table", view, "mayOpen", caller.holds("accounts.write"), "units", choices)));
  }

  @Needs("accounts.write")
  @StepUp
  @Post
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  HttpResponse<?> open(HttpRequest<?> request, @Body Map<String, String> form) {
    AccountDesk.Opened opened =
        desk.open(
            form.getOrDefault("login", ""),
            form.getOrDefault("name", ""),
            null,
            FormValues.uuid(form, "unit"));
    return code(request, opened.id(), opened.code());
  }

  @Needs("accounts.read")
  @Get("/{id}")
  HttpResponse<String> account(HttpRequest<?> request, UUID id) {
    Text text = pages.text(request);
    Account account = desk.find(id);
    Map<String, Object> model = new HashMap<>();
    model.put("account", account);
    model.put("unit", units.name(text, account.unit()));
    model.put(
        "history",
        assignments.history(id).stream()
            .map(one -> new AssignmentLine(one, units.name(text, one.unit()), grants.today()))
            .toList());
    model.put("sessions", sessions.of(id).size());
    model.put("tokens", tokens.of(id).size());
    model.put("mayChange", desk.mayChange(account));
    model.put("mayGive", assignments.mayGive(account.unit()));
    model.put("units", units.choices(text, Acting.required().caller(), List.of(account.unit())));
    model.put("today", grants.today().toString());
    return pages.page(request, text, "identity/account", SECTION, account.name(), false, model);
  }

  @Needs("accounts.write")
  @StepUp
  @Post("/{id}/state")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  HttpResponse<?> set(UUID id, @Body Map<String, String> form) {
    desk.set(id, FormValues.state(form));
    return Going.to("/accounts/" + id);
  }

  @Needs("accounts.write")
  @StepUp
  @Post("/{id}/code")
  @Consumes(MediaType.ALL)
  HttpResponse<?> giveCode(HttpRequest<?> request, UUID id) {
    return code(request, id, desk.giveCode(id));
  }

  @Needs("accounts.write")
  @StepUp
  @Post("/{id}/factors/remove")
  @Consumes(MediaType.ALL)
  HttpResponse<?> removeFactors(UUID id) {
    desk.removeFactors(id);
    return Going.to("/accounts/" + id);
  }

  @Needs("accounts.write")
  @StepUp
  @Post("/{id}/sessions/end")
  @Consumes(MediaType.ALL)
  HttpResponse<?> endSessions(UUID id) {
    desk.endSessions(id);
    return Going.to("/accounts/" + id);
  }

  @Needs("accounts.write")
  @StepUp
  @Post("/{id}/sso")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  HttpResponse<?> setSsoName(UUID id, @Body Map<String, String> form) {
    String name = form.getOrDefault("ssoName", "").strip();
    desk.setSsoName(id, name.isEmpty() ? null : name);
    return Going.to("/accounts/" + id);
  }

  private HttpResponse<String> code(HttpRequest<?> request, UUID id, String code) {
    Text text = pages.text(request);
    return pages.page(
        request,
        text,
        "identity/code",
        SECTION,
        text.t("code.title"),
        false,
        Map.of("account", desk.find(id), "code", code));
  }
}
