package org.khue.cloud.organisation.internal.pages;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.khue.cloud.organisation.Places;
import org.khue.cloud.organisation.Relation;
import org.khue.cloud.organisation.Relations;
import org.khue.cloud.organisation.Site;
import org.khue.cloud.organisation.Unit;
import org.khue.cloud.organisation.UnitFacts;
import org.khue.cloud.organisation.Units;
import org.khue.cloud.organisation.model.Edge;
import org.khue.cloud.platform.security.Needs;
import org.khue.cloud.platform.web.Pages;
import org.khue.web.i18n.Text;
import org.khue.web.part.Fact;

/// One unit: what is known of it, and how it stands and stood to others.
@Controller("/units/{id}")
@Produces(MediaType.TEXT_HTML)
@ExecuteOn(TaskExecutors.BLOCKING)
public final class UnitController {
  private final Units units;
  private final Relations relations;
  private final Places places;
  private final UnitFrame frame;
  private final Pages pages;

  UnitController(Units units, Relations relations, Places places, UnitFrame frame, Pages pages) {
    this.units = units;
    this.relations = relations;
    this.places = places;
    this.frame = frame;
    this.pages = pages;
  }

  /// A relation as the unit's page shows it.
  ///
  /// @param role what the other unit is to this one
  /// @param now whether it holds today
  /// @param edit address of its form; empty for who may not
  public record Line(
      String role,
      String name,
      String href,
      String days,
      String decision,
      boolean now,
      String edit) {}

  @Needs(OrganisationPages.READ)
  @Get
  HttpResponse<String> show(HttpRequest<?> request, @PathVariable UUID id) {
    Text text = pages.text(request);
    Unit unit = units.get(id);
    boolean details = frame.may(OrganisationPages.READ, id);
    List<Site> sites = details ? places.sites(id) : List.of();
    Map<String, Object> model = new HashMap<>();
    model.put("name", UnitWords.name(text, unit));
    model.put("kind", UnitWords.kind(text, unit.kind()));
    model.put("above", frame.above(text));
    model.put("tabs", frame.tabs(text, unit, ""));
    model.put("facts", facts(text, unit));
    model.put("sites", sites.stream().map(site -> site(text, site)).toList());
    List<Line> upper = new ArrayList<>();
    List<Line> lower = new ArrayList<>();
    lines(text, unit, upper, lower);
    model.put("upper", upper);
    model.put("lower", lower);
    model.put("change", frame.may(OrganisationPages.WRITE, id) ? "/units/" + id : "");
    model.put("mayEnd", unit.existsOn(relations.today()) && mayEnd(id));
    return pages.page(
        request,
        text,
        "organisation/unit",
        OrganisationPages.SECTION,
        UnitWords.name(text, unit),
        false,
        model);
  }

  /// Whether the caller may end it: that is decided at the unit that manages it.
  private boolean mayEnd(UUID id) {
    return relations
        .tree(relations.today())
        .manager(id)
        .map(manager -> frame.may(OrganisationPages.WRITE, manager.id()))
        .orElse(false);
  }

  private static List<Fact> facts(Text text, Unit unit) {
    UnitFacts facts = unit.facts();
    List<Fact> list = new ArrayList<>();
    list.add(Fact.of(text.t("org.code"), facts.code()));
    if (!facts.levels().isEmpty()) {
      list.add(Fact.of(text.t("org.levels"), UnitWords.levels(text, facts.levels())));
    }
    list.add(Fact.of(text.t("org.ownership"), UnitWords.ownership(text, facts.ownership())));
    LocalDate founded = facts.founded();
    if (founded != null) {
      list.add(Fact.of(text.t("org.founded"), text.date(founded)));
    }
    LocalDate dissolved = facts.dissolved();
    if (dissolved != null) {
      list.add(Fact.of(text.t("org.last-day"), text.date(dissolved.minusDays(1))));
    }
    String phone = facts.phone();
    if (phone != null) {
      list.add(Fact.of(text.t("org.phone"), phone));
    }
    String email = facts.email();
    if (email != null) {
      list.add(Fact.of(text.t("org.email"), email));
    }
    return list;
  }

  private static Fact site(Text text, Site site) {
    String address = Objects.requireNonNullElse(site.facts().address(), "");
    String position = UnitWords.position(text, site.facts());
    Fact fact = Fact.of(site.facts().name(), address);
    return fact.withNote(
        site.facts().isAbroad() ? position + " · " + text.t("org.abroad") : position);
  }

  private void lines(Text text, Unit unit, List<Line> upper, List<Line> lower) {
    Map<UUID, Unit> all = new HashMap<>();
    units.all().forEach(some -> all.put(some.id(), some));
    LocalDate today = relations.today();
    boolean write = frame.may(OrganisationPages.WRITE, unit.id());
    Comparator<Relation> order =
        Comparator.<Relation, Boolean>comparing(relation -> !relation.edge().holdsOn(today))
            .thenComparing(relation -> relation.edge().kind())
            .thenComparing(
                relation -> Objects.requireNonNull(relation.edge().span().from()),
                Comparator.reverseOrder());
    relations.of(unit.id()).stream()
        .sorted(order)
        .forEach(relation -> {
          Edge edge = relation.edge();
          boolean first = edge.from().equals(unit.id());
          UUID otherId = first ? edge.to() : edge.from();
          Unit other = Objects.requireNonNull(all.get(otherId));
          boolean edit = write && frame.may(OrganisationPages.WRITE, otherId);
          Line line =
              new Line(
                  UnitWords.role(text, edge.kind(), first),
                  UnitWords.name(text, other),
                  "/units/" + otherId,
                  UnitWords.days(text, edge.span()),
                  Objects.requireNonNullElse(relation.decision(), ""),
                  edge.holdsOn(today),
                  edit ? "/units/" + unit.id() + "/relations/" + relation.id() : "");
          (edge.below().equals(unit.id()) ? upper : lower).add(line);
        });
  }
}
