package org.khue.cloud.organisation.internal.pages;

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
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.khue.cloud.organisation.Relation;
import org.khue.cloud.organisation.Relations;
import org.khue.cloud.organisation.Unit;
import org.khue.cloud.organisation.Units;
import org.khue.cloud.organisation.model.Edge;
import org.khue.cloud.organisation.model.Violation;
import org.khue.cloud.platform.problem.ProblemException;
import org.khue.cloud.platform.security.Needs;
import org.khue.cloud.platform.web.Done;
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
  private final UnitFrame frame;
  private final Pages pages;

  RelationController(Units units, Relations relations, UnitFrame frame, Pages pages) {
    this.units = units;
    this.relations = relations;
    this.frame = frame;
    this.pages = pages;
  }

  @Needs(OrganisationPages.WRITE)
  @Get("/new")
  HttpResponse<String> create(HttpRequest<?> request, @PathVariable UUID id) {
    units.requireWrite(id);
    Text text = pages.text(request);
    return page(HttpStatus.OK, request, text, id, null, form(text, id).spec(null).blank());
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
    return page(HttpStatus.OK, request, text, id, known, form(text, id).filled(known));
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
      Edge edge = form.edge(input, known);
      List<Violation> violations = relations.violations(edge, known == null ? null : known.id());
      input = form.reject(input, violations);
      if (violations.isEmpty()) {
        try {
          write(input, edge, known);
          return Done.then("/units/" + unit)
              .saying("org.saved")
              .accepting(input.form())
              .response(request);
        } catch (ProblemException refusal) {
          input = Refusals.on(text, input, refusal);
        }
      }
    }
    return page(HttpStatus.UNPROCESSABLE_ENTITY, request, text, unit, known, input);
  }

  private void write(FormInput input, Edge edge, @Nullable Relation known) {
    String decision = RelationForm.decision(input);
    if (known == null) {
      relations.add(edge, decision);
    } else {
      int version = Refusals.version(input.text(RelationForm.VERSION));
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

  private HttpResponse<String> page(
      HttpStatus status,
      HttpRequest<?> request,
      Text text,
      UUID id,
      @Nullable Relation known,
      FormInput input) {
    Unit unit = units.get(id);
    String title = text.t(known == null ? "org.add-relation" : "org.edit-relation");
    return pages.page(
        status,
        request,
        text,
        "organisation/form",
        OrganisationPages.SECTION,
        title,
        false,
        Map.of(
            "above",
            frame.above(text, unit),
            "heading",
            title,
            "explain",
            known == null ? "" : explain(text, id, known),
            "form",
            input));
  }

  private String explain(Text text, UUID unit, Relation known) {
    Edge edge = known.edge();
    boolean first = edge.from().equals(unit);
    Unit other = units.get(first ? edge.to() : edge.from());
    return UnitWords.role(text, edge.kind(), first) + ": " + UnitWords.name(text, other);
  }
}
