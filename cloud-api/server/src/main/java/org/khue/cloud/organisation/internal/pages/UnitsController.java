package org.khue.cloud.organisation.internal.pages;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.khue.cloud.organisation.Relations;
import org.khue.cloud.organisation.Tree;
import org.khue.cloud.organisation.Unit;
import org.khue.cloud.organisation.Units;
import org.khue.cloud.platform.security.Needs;
import org.khue.cloud.platform.web.Pages;
import org.khue.cloud.platform.web.Tables;
import org.khue.web.i18n.Text;
import org.khue.web.table.TableSpec;

/// The directory of units, as a list and as a tree of a day.
@Controller("/units")
@Produces(MediaType.TEXT_HTML)
@ExecuteOn(TaskExecutors.BLOCKING)
public final class UnitsController {
  private static final LocalDate REFORM = LocalDate.of(2025, 7, 1);

  private final Units units;
  private final Relations relations;
  private final Tables tables;
  private final Pages pages;

  UnitsController(Units units, Relations relations, Tables tables, Pages pages) {
    this.units = units;
    this.relations = relations;
    this.tables = tables;
    this.pages = pages;
  }

  /// A unit in the tree.
  ///
  /// @param open whether those below it are shown at once
  public record Branch(
      String name, String kind, String href, boolean open, List<Branch> below, String oversees) {}

  @Needs(OrganisationPages.READ)
  @Get
  @Produces(MediaType.ALL)
  HttpResponse<?> list(HttpRequest<?> request) {
    Text text = pages.text(request);
    LocalDate today = relations.today();
    List<UnitList.Row> rows = UnitList.rows(units.all(), relations.tree(today));
    TableSpec<UnitList.Row> spec = UnitList.spec(text, rows, today);
    return tables.answer(
        request,
        text,
        spec,
        UnitList.source(spec, rows, today),
        view ->
            pages.page(
                request,
                text,
                "organisation/units",
                OrganisationPages.SECTION,
                text.t("org.units"),
                false,
                Map.of("table", view)));
  }

  @Needs(OrganisationPages.READ)
  @Get("/tree")
  HttpResponse<String> tree(HttpRequest<?> request, @QueryValue(defaultValue = "") String date) {
    Text text = pages.text(request);
    LocalDate day = day(date);
    Tree tree = relations.tree(day);
    List<Branch> branches =
        tree.tops().stream().map(unit -> branch(text, tree, unit, true, new HashSet<>())).toList();
    return pages.page(
        request,
        text,
        "organisation/tree",
        OrganisationPages.SECTION,
        text.t("org.tree"),
        false,
        Map.of(
            "branches",
            branches,
            "day",
            day,
            "count",
            tree.units().size(),
            "before",
            REFORM.minusDays(1)));
  }

  private LocalDate day(String typed) {
    try {
      return typed.isEmpty() ? relations.today() : LocalDate.parse(typed);
    } catch (DateTimeParseException e) {
      return relations.today();
    }
  }

  private static Branch branch(Text text, Tree tree, Unit unit, boolean open, Set<UUID> above) {
    List<Branch> below = new ArrayList<>();
    if (above.add(unit.id())) {
      for (Unit managed : tree.managed().getOrDefault(unit.id(), List.of())) {
        below.add(branch(text, tree, managed, false, above));
      }
    }
    List<String> overseen =
        tree.overseen().getOrDefault(unit.id(), List.of()).stream()
            .map(some -> UnitWords.name(text, some))
            .toList();
    return new Branch(
        UnitWords.name(text, unit),
        UnitWords.kind(text, unit.kind()),
        "/units/" + unit.id(),
        open,
        below,
        overseen.isEmpty() ? "" : text.t("org.oversees-these", "units", text.list(overseen)));
  }
}
