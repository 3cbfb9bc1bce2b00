package org.khue.cloud.organisation.internal.pages;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
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
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.khue.cloud.organisation.Relation;
import org.khue.cloud.organisation.Relations;
import org.khue.cloud.organisation.Unit;
import org.khue.cloud.organisation.Units;
import org.khue.cloud.organisation.model.Edge;
import org.khue.cloud.platform.problem.ProblemException;
import org.khue.cloud.platform.security.Needs;
import org.khue.cloud.platform.web.Pages;
import org.khue.cloud.platform.web.Posted;
import org.khue.web.form.FormInput;
import org.khue.web.i18n.Text;

/// Forms of the relations of a unit.
@Controller("/units/{id}/relations")
@Produces(MediaType.TEXT_HTML)
@ExecuteOn(TaskExecutors.BLOCKING)
final class RelationController {
  private final Units units;
  private final Relations relations;
  private final Sheets sheets;
  private final Pages pages;

  RelationController(Units units, Relations relations, Sheets sheets, Pages pages) {
    this.units = units;
    this.relations = relations;
    this.sheets = sheets;
    this.pages = pages;
  }

  @Needs(OrganisationPages.WRITE)
  @Get("/new")
  HttpResponse<String> create(HttpRequest<?> request, @PathVariable UUID id) {
    units.requireWrite(id);
    Text text = pages.text(request);
    FormInput input = form(text, id).spec(null).blank();
    return sheets.show(request, text, sheet(text, id, null), input);
  }

  @Needs(OrganisationPages.WRITE)
  @Post("/new")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  HttpResponse<?> add(HttpRequest<?> request, @PathVariable UUID id, @Body String body) {
    return save(request, id, null, body);
  }

  @Needs(OrganisationPages.WRITE)
  @Get("/{relation}")
  HttpResponse<String> edit(
      HttpRequest<?> request, @PathVariable UUID id, @PathVariable UUID relation) {
    Text text = pages.text(request);
    Relation known = relation(id, relation);
    FormInput input = form(text, id).filled(known);
    return sheets.show(request, text, sheet(text, id, known), input);
  }

  @Needs(OrganisationPages.WRITE)
  @Post("/{relation}")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  HttpResponse<?> change(
      HttpRequest<?> request,
      @PathVariable UUID id,
      @PathVariable UUID relation,
      @Body String body) {
    return save(request, id, relation(id, relation), body);
  }

  private HttpResponse<?> save(
      HttpRequest<?> request, UUID unit, @Nullable Relation known, String body) {
    units.requireWrite(unit);
    Text text = pages.text(request);
    RelationForm form = form(text, unit);
    FormInput input = form.spec(known).read(text, Posted.of(body).values());
    if (input.valid()) {
      UUID self = known == null ? null : known.id();
      input = form.reject(input, relations.violations(form.edge(input, known), self));
    }
    return sheets.save(
        request,
        text,
        sheet(text, unit, known),
        input,
        sound -> {
          write(sound, form.edge(sound, known), known);
          return "/units/" + unit;
        });
  }

  private void write(FormInput input, Edge edge, @Nullable Relation known) {
    String decision = RelationForm.decision(input);
    if (known == null) {
      relations.add(edge, decision);
    } else {
      int version = Versions.seen(input);
      relations.update(known.id(), version, edge.span(), decision);
    }
  }

  private RelationForm form(Text text, UUID unit) {
    return new RelationForm(text, unit, units.all());
  }

  private Relation relation(UUID unit, UUID id) {
    Relation relation = relations.get(id);
    if (!relation.edge().from().equals(unit) && !relation.edge().to().equals(unit)) {
      throw ProblemException.missing("relation");
    }
    relations.requireWrite(id);
    return relation;
  }

  private Sheet sheet(Text text, UUID unit, @Nullable Relation known) {
    String heading = text.t(known == null ? "org.add-relation" : "org.edit-relation");
    String id = known == null ? "" : known.id().toString();
    return new Sheet(unit, heading, "relation", id, Map.of())
        .explained(known == null ? "" : explain(text, unit, known));
  }

  private String explain(Text text, UUID unit, Relation known) {
    Edge edge = known.edge();
    boolean first = edge.from().equals(unit);
    Unit other = units.get(first ? edge.to() : edge.from());
    return UnitWords.role(text, edge.kind(), first) + ": " + UnitWords.name(text, other);
  }
}
