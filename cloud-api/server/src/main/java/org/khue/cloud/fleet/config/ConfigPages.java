package org.khue.cloud.fleet.config;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.khue.cloud.fleet.Placements;
import org.khue.cloud.platform.problem.ProblemException;
import org.khue.cloud.platform.security.Access;
import org.khue.cloud.platform.security.Needs;
import org.khue.cloud.platform.web.Done;
import org.khue.cloud.platform.web.Pages;
import org.khue.cloud.platform.web.Posted;
import org.khue.cloud.platform.web.Tables;
import org.khue.web.form.FormInput;
import org.khue.web.i18n.Text;
import org.khue.web.table.MemoryRows;
import org.khue.web.table.TableSpec;

/// A gateway's configuration: what runs, its versions, the editor, one version against what runs.
@Controller("/gateways/{gateway}/config")
@Produces(MediaType.TEXT_HTML)
@ExecuteOn(TaskExecutors.BLOCKING)
final class ConfigPages {
  private static final String SECTION = "gateways";
  private static final int SHOWN = 200;

  private final Configs configs;
  private final Placements placements;
  private final Access access;
  private final Tables tables;
  private final Pages pages;

  ConfigPages(Configs configs, Placements placements, Access access, Tables tables, Pages pages) {
    this.configs = configs;
    this.placements = placements;
    this.access = access;
    this.tables = tables;
    this.pages = pages;
  }

  @Needs(Configs.READ)
  @Get
  @Produces(MediaType.ALL)
  HttpResponse<?> show(HttpRequest<?> request, @PathVariable String gateway) {
    Text text = pages.text(request);
    Optional<RunningConfig> running = configs.running(gateway);
    TableSpec<ConfigVersion> spec = ConfigWords.table(text, gateway);
    boolean mayWrite = mayWrite(gateway);
    return tables.answer(
        request,
        text,
        spec,
        new MemoryRows<>(spec, configs.versions(gateway, Long.MAX_VALUE, SHOWN)),
        view ->
            pages.page(
                request,
                text,
                "fleet/configs",
                SECTION,
                text.t("config.title"),
                false,
                Map.of(
                    "above",
                    ConfigWords.above(text),
                    "gateway",
                    gateway,
                    "facts",
                    running.map(found -> ConfigWords.facts(text, found)).orElse(List.of()),
                    "edit",
                    mayWrite ? ConfigWords.path(gateway) + "/edit" : "",
                    "table",
                    view)));
  }

  @Needs(Configs.WRITE)
  @Get("/edit")
  HttpResponse<String> ask(HttpRequest<?> request, @PathVariable String gateway) {
    access.requireAt(Configs.WRITE, placements.get(gateway).unit());
    Text text = pages.text(request);
    Optional<ConfigVersion> draft =
        configs.versions(gateway, Long.MAX_VALUE, 1).stream()
            .filter(newest -> newest.state() == ConfigVersion.State.DRAFT)
            .findFirst();
    String body =
        draft.isPresent()
            ? configs.body(gateway, draft.get().number())
            : configs.running(gateway).map(RunningConfig::body).orElse("");
    FormInput input =
        ConfigWords.editor(text, gateway)
            .blank()
            .filled("body", body)
            .filled("note", draft.map(ConfigVersion::note).orElse(""));
    return editor(HttpStatus.OK, request, text, gateway, input);
  }

  @Needs(Configs.WRITE)
  @Post("/edit")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  HttpResponse<?> save(HttpRequest<?> request, @PathVariable String gateway, @Body String body) {
    access.requireAt(Configs.WRITE, placements.get(gateway).unit());
    Text text = pages.text(request);
    FormInput input = ConfigWords.editor(text, gateway).read(text, Posted.of(body).values());
    if (!input.valid()) {
      return editor(HttpStatus.UNPROCESSABLE_ENTITY, request, text, gateway, input);
    }
    try {
      ConfigVersion draft = configs.save(gateway, input.text("body"), input.text("note"));
      return Done.then(ConfigWords.path(gateway) + "/" + draft.number())
          .saying("config.drafted")
          .accepting(input.form())
          .response(request);
    } catch (ProblemException refusal) {
      if (refusal.faults().isEmpty()) {
        throw refusal;
      }
      String why =
          refusal.faults().stream()
              .map(ProblemException.Fault::message)
              .collect(Collectors.joining("; "));
      return editor(
          HttpStatus.UNPROCESSABLE_ENTITY, request, text, gateway, input.reject("body", why));
    }
  }

  @Needs(Configs.READ)
  @Get("/{number}")
  HttpResponse<String> version(
      HttpRequest<?> request, @PathVariable String gateway, @PathVariable long number) {
    Text text = pages.text(request);
    ConfigVersion version = configs.get(gateway, number);
    String body = configs.body(gateway, number);
    String running = configs.running(gateway).map(RunningConfig::body).orElse("");
    Map<String, Object> model = new HashMap<>();
    model.put("above", ConfigWords.above(text, gateway));
    model.put("heading", text.t("config.version", "number", number, "gateway", gateway));
    model.put("state", ConfigWords.state(text, version));
    model.put("facts", ConfigWords.facts(text, version));
    model.put("problems", version.problems());
    model.put("diff", String.join("\n", LineDiff.between(running, body)));
    model.put("form", ConfigWords.next(text, version).blank());
    model.put("mayWrite", mayWrite(gateway));
    return pages.page(
        request,
        text,
        "fleet/config",
        SECTION,
        text.t("config.version", "number", number, "gateway", gateway),
        false,
        model);
  }

  @Needs(Configs.WRITE)
  @Post("/{number}/send")
  @Consumes(MediaType.ALL)
  HttpResponse<?> send(
      HttpRequest<?> request, @PathVariable String gateway, @PathVariable long number) {
    configs.send(gateway, number);
    return Done.then(ConfigWords.path(gateway) + "/" + number)
        .saying("config.was-sent")
        .response(request);
  }

  @Needs(Configs.WRITE)
  @Post("/{number}/back")
  @Consumes(MediaType.ALL)
  HttpResponse<?> back(
      HttpRequest<?> request, @PathVariable String gateway, @PathVariable long number) {
    Text text = pages.text(request);
    ConfigVersion draft =
        configs.back(gateway, number, text.t("config.back-note", "number", number));
    return Done.then(ConfigWords.path(gateway) + "/" + draft.number())
        .saying("config.drafted")
        .response(request);
  }

  private boolean mayWrite(String gateway) {
    return access.mayAt(Configs.WRITE, placements.get(gateway).unit());
  }

  private HttpResponse<String> editor(
      HttpStatus status, HttpRequest<?> request, Text text, String gateway, FormInput input) {
    String heading = text.t("config.edit-of", "gateway", gateway);
    return pages.page(
        status,
        request,
        text,
        "fleet/form",
        SECTION,
        heading,
        false,
        Map.of(
            "above",
            ConfigWords.above(text, gateway),
            "heading",
            heading,
            "explain",
            text.t("config.edit-explain"),
            "form",
            input));
  }
}
