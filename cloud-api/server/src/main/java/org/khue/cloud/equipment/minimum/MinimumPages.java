package org.khue.cloud.equipment.minimum;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.List;
import java.util.UUID;
import org.khue.cloud.equipment.internal.Coded;
import org.khue.cloud.equipment.internal.Frame;
import org.khue.cloud.equipment.internal.Ground;
import org.khue.cloud.equipment.register.Items;
import org.khue.cloud.equipment.register.Subject;
import org.khue.cloud.organisation.Unit;
import org.khue.cloud.organisation.Units;
import org.khue.cloud.platform.security.Needs;
import org.khue.cloud.platform.web.Pages;
import org.khue.cloud.platform.web.Tables;
import org.khue.web.Mark;
import org.khue.web.i18n.Text;
import org.khue.web.part.Crumb;
import org.khue.web.table.Column;
import org.khue.web.table.Filter;
import org.khue.web.table.MemoryRows;
import org.khue.web.table.TableSpec;
import org.khue.web.table.Value;

/// Minimum lists, and what a school lacks by one.
@Controller("/equipment/minimum")
@Produces(MediaType.TEXT_HTML)
@ExecuteOn(TaskExecutors.BLOCKING)
final class MinimumPages {
  static final String TAB = "/equipment/minimum";

  private final MinimumLists lists;
  private final Units units;
  private final Ground ground;
  private final Frame frame;
  private final Tables tables;
  private final Pages pages;

  MinimumPages(
      MinimumLists lists, Units units, Ground ground, Frame frame, Tables tables, Pages pages) {
    this.lists = lists;
    this.units = units;
    this.ground = ground;
    this.frame = frame;
    this.tables = tables;
    this.pages = pages;
  }

  @Needs(Items.READ)
  @Get
  @Produces(MediaType.ALL)
  HttpResponse<?> all(HttpRequest<?> request) {
    Text text = pages.text(request);
    TableSpec<MinimumList> spec = lists(text);
    List<Crumb> links =
        ground.mayAnywhere(MinimumModule.LISTS)
            ? List.of(new Crumb(text.t("eq.import"), "/imports/new?list=minimum"))
            : List.of();
    return tables.answer(
        request,
        text,
        spec,
        new MemoryRows<>(spec, lists.all()),
        view ->
            frame.list(
                request,
                text,
                TAB,
                text.t("minimum.title"),
                text.t("minimum.explain"),
                links,
                view));
  }

  private static TableSpec<MinimumList> lists(Text text) {
    return TableSpec.of(
            "minimum-lists",
            text.t("minimum.title"),
            Column.<MinimumList>link(
                    "name",
                    text.t("minimum.name"),
                    MinimumList::title,
                    list -> TAB + "/" + list.id())
                .fixed(),
            Column.<MinimumList>text("code", text.t("minimum.code"), MinimumList::code)
                .asSortable(),
            Column.<MinimumList>number(
                    "edition", text.t("minimum.edition"), list -> (long) list.edition())
                .asSortable(),
            Column.<MinimumList>text(
                "level",
                text.t("minimum.level"),
                list -> text.t(MinimumColumns.levelKey(list.level()))),
            Column.<MinimumList>text("source", text.t("minimum.source"), MinimumList::source),
            Column.<MinimumList>date("from", text.t("minimum.valid-from"), MinimumList::validFrom)
                .asSortable())
        .whenEmpty(
            new TableSpec.Empty(text.t("minimum.none"), text.t("minimum.none-action"), "", ""));
  }

  /// The way to the gap of a school.
  @Needs(Items.READ)
  @Get("/{id}")
  HttpResponse<?> choose(HttpRequest<?> request, @PathVariable UUID id) {
    Text text = pages.text(request);
    String heading = lists.get(id).title();
    return frame.choose(
        request, text, heading, school -> TAB + "/" + id + "/schools/" + school.id());
  }

  @Needs(Items.READ)
  @Get("/{id}/schools/{school}")
  @Produces(MediaType.ALL)
  HttpResponse<?> gaps(HttpRequest<?> request, @PathVariable UUID id, @PathVariable UUID school) {
    Text text = pages.text(request);
    List<Gap> gaps = lists.gaps(id, school);
    MinimumList list = lists.get(id);
    Unit unit = units.get(school);
    long lacking = gaps.stream().filter(gap -> gap.missing() > 0).count();
    String sentence =
        text.t(
            "minimum.sentence",
            "school",
            unit.nameIn(text.language()),
            "missing",
            lacking,
            "all",
            gaps.size(),
            "source",
            list.source());
    TableSpec<Gap> spec = gapTable(text);
    MemoryRows<Gap> source =
        new MemoryRows<>(spec, gaps)
            .choice("subject", gap -> gap.type().subject().code())
            .choice("state", gap -> gap.missing() > 0 ? "missing" : "enough");
    return tables.answer(
        request,
        text,
        spec,
        source,
        view ->
            frame.list(
                request,
                text,
                TAB,
                text.t("minimum.gap-of", "list", list.title(), "edition", list.edition()),
                sentence,
                List.of(),
                view));
  }

  private static TableSpec<Gap> gapTable(Text text) {
    return TableSpec.of(
            "minimum-gaps",
            text.t("minimum.gaps"),
            Column.<Gap>text("type", text.t("eq.type"), gap -> gap.type().nameIn(text.language()))
                .asSortable()
                .fixed(),
            Column.<Gap>text(
                    "subject", text.t("eq.subject"), gap -> gap.type().subject().word(text))
                .asSortable(),
            Column.<Gap>text("measure", text.t("eq.measure"), gap -> gap.type().measure()),
            Column.<Gap>text("per", text.t("minimum.per"), gap -> gap.per().word(text)),
            Column.<Gap>number("need", text.t("minimum.need"), Gap::need).asSortable(),
            Column.<Gap>number("have", text.t("minimum.have"), Gap::have).asSortable(),
            Column.<Gap>number("missing", text.t("minimum.missing"), Gap::missing).asSortable(),
            Column.<Gap>status("state", text.t("eq.state"), gap -> state(text, gap)))
        .filteredBy(
            new Filter.Search("q", text.t("eq.type-search")),
            Coded.filter(text, "subject", text.t("eq.subject"), Subject.values()),
            new Filter.Choice(
                "state",
                text.t("eq.state"),
                List.of(
                    new Filter.Option("missing", text.t("minimum.is-missing")),
                    new Filter.Option("enough", text.t("minimum.is-enough")))))
        .sortedBy("missing", true)
        .pagesOf(100);
  }

  private static Value.Status state(Text text, Gap gap) {
    return gap.missing() > 0
        ? new Value.Status(Mark.WARN, text.t("minimum.is-missing"))
        : new Value.Status(Mark.OK, text.t("minimum.is-enough"));
  }
}
