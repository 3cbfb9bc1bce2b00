package org.khue.cloud.platform.imports;

import java.time.LocalDate;
import java.util.Arrays;
import org.khue.web.i18n.Text;
import org.khue.web.table.Column;
import org.khue.web.table.Filter;
import org.khue.web.table.MemoryRows;
import org.khue.web.table.TableSource;
import org.khue.web.table.TableSpec;
import org.khue.web.table.Value;

/// The list of imports as its page shows it.
final class ListPage {
  private final Imports imports;
  private final Text text;

  ListPage(Imports imports, Text text) {
    this.imports = imports;
    this.text = text;
  }

  TableSpec<Run> spec() {
    return TableSpec.<Run>of(
            "imports",
            text.t("imports.title"),
            Column.<Run>link("file", text.t("imports.file"), Run::fileName, ListPage::href)
                .asSortable()
                .fixed(),
            Column.<Run>text("list", text.t("imports.list"), this::list).asSortable(),
            Column.<Run>status("state", text.t("imports.state"), this::state),
            Column.<Run>number("rows", text.t("imports.rows"), run -> (long) run.counts().all())
                .asSortable(),
            Column.<Run>person("by", text.t("imports.by"), Run::caller, run -> "").asSortable(),
            Column.<Run>moment("when", text.t("imports.when"), Run::startedAt).asSortable())
        .filteredBy(
            new Filter.Search("q", text.t("imports.search")),
            new Filter.Choice(
                "list",
                text.t("imports.list"),
                imports.lists().stream()
                    .map(list -> new Filter.Option(list.code(), text.t(list.nameKey())))
                    .toList()),
            new Filter.Choice(
                "state",
                text.t("imports.state"),
                Arrays.stream(RunState.values())
                    .map(
                        state -> new Filter.Option(state.code(), RunPage.state(state, false, text)))
                    .toList()),
            new Filter.Dates("when", text.t("imports.when")))
        .sortedBy("when", true)
        .whenEmpty(
            new TableSpec.Empty(
                text.t("imports.empty"),
                text.t("imports.empty-action"),
                "/imports/new",
                text.t("imports.new")));
  }

  TableSource<Run> rows(TableSpec<Run> spec) {
    return new MemoryRows<>(spec, imports.runs())
        .choice("list", Run::list)
        .choice("state", run -> run.state().code())
        .dates("when", run -> LocalDate.ofInstant(run.startedAt(), text.zone()));
  }

  private static String href(Run run) {
    return "/imports/" + run.id();
  }

  private String list(Run run) {
    return text.t(imports.list(run.list()).nameKey());
  }

  private Value.Status state(Run run) {
    return new Value.Status(RunPage.mark(run), RunPage.state(run, text));
  }
}
