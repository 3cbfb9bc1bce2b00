package org.khue.cloud.fleet.update;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.List;
import java.util.Map;
import org.khue.cloud.platform.security.Needs;
import org.khue.cloud.platform.web.Pages;
import org.khue.cloud.platform.web.Tables;
import org.khue.web.Mark;
import org.khue.web.i18n.Text;
import org.khue.web.part.Crumb;
import org.khue.web.table.Column;
import org.khue.web.table.MemoryRows;
import org.khue.web.table.TableSpec;
import org.khue.web.table.Value;

/// Which version each gateway runs, and what became of its newest update.
@Controller("/gateways/programs")
@Produces(MediaType.TEXT_HTML)
@ExecuteOn(TaskExecutors.BLOCKING)
final class ProgramPages {
  private static final String SECTION = "gateways";
  private static final int MOST = 20_000;

  private final Programs programs;
  private final Tables tables;
  private final Pages pages;

  ProgramPages(Programs programs, Tables tables, Pages pages) {
    this.programs = programs;
    this.tables = tables;
    this.pages = pages;
  }

  @Needs(Programs.SEE)
  @Get
  @Produces(MediaType.ALL)
  HttpResponse<?> list(HttpRequest<?> request) {
    Text text = pages.text(request);
    TableSpec<Program> spec = table(text);
    return tables.answer(
        request,
        text,
        spec,
        new MemoryRows<>(spec, programs.after("", MOST)),
        view ->
            pages.page(
                request,
                text,
                "fleet/list",
                SECTION,
                text.t("program.title"),
                false,
                Map.of(
                    "heading",
                    text.t("program.title"),
                    "explain",
                    text.t("program.explain"),
                    "above",
                    List.of(new Crumb(text.t("program.gateways"), "/gateways")),
                    "tabs",
                    List.of(),
                    "table",
                    view,
                    "mayClaim",
                    false)));
  }

  private static TableSpec<Program> table(Text text) {
    return TableSpec.of(
            "gateway-programs",
            text.t("program.title"),
            Column.<Program>text("gateway", text.t("program.gateway"), Program::gateway)
                .asSortable()
                .fixed(),
            Column.<Program>text("version", text.t("program.version"), ProgramPages::runs)
                .asSortable(),
            Column.<Program>status("state", text.t("program.state"), each -> state(text, each))
                .asSortable(),
            Column.<Program>text("tried", text.t("program.tried"), ProgramPages::tried),
            Column.<Program>text("message", text.t("program.message"), Program::message),
            Column.<Program>moment("at", text.t("program.at"), Program::at).asSortable())
        .sortedBy("gateway", false)
        .whenEmpty(
            new TableSpec.Empty(text.t("program.none"), text.t("program.none-action"), "", ""));
  }

  private static String runs(Program program) {
    return named(program.sequence(), program.version());
  }

  private static String tried(Program program) {
    return named(program.triedSequence(), program.triedVersion());
  }

  private static String named(long sequence, String version) {
    if (sequence == 0) {
      return "";
    }
    return version.isEmpty() ? Long.toString(sequence) : version + " (" + sequence + ")";
  }

  private static Value.Status state(Text text, Program program) {
    return switch (program.state()) {
      case FETCHED -> new Value.Status(Mark.FREE, text.t("program.state-fetched"));
      case TRIAL -> new Value.Status(Mark.FREE, text.t("program.state-trial"));
      case GOOD -> new Value.Status(Mark.OK, text.t("program.state-good"));
      case WENT_BACK -> new Value.Status(Mark.WARN, text.t("program.state-went-back"));
      case REFUSED -> new Value.Status(Mark.BAD, text.t("program.state-refused"));
    };
  }
}
