package org.khue.cloud.equipment.utilisation.pages;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.khue.cloud.equipment.utilisation.Question;
import org.khue.cloud.equipment.utilisation.Utilisation;
import org.khue.cloud.equipment.utilisation.model.Dimension;
import org.khue.cloud.organisation.Unit;
import org.khue.cloud.platform.security.Needs;
import org.khue.cloud.platform.web.Pages;
import org.khue.cloud.platform.web.Tables;
import org.khue.web.i18n.Text;
import org.khue.web.part.Crumb;
import org.khue.web.table.Condition;
import org.khue.web.table.MemoryRows;
import org.khue.web.table.TableQuery;
import org.khue.web.table.TableSpec;

/// Idle rooms, used-out rooms, and neighbours who could share.
@Controller("/utilisation/findings")
@Produces(MediaType.TEXT_HTML)
@ExecuteOn(TaskExecutors.BLOCKING)
final class FindingsController {
  private final Utilisation utilisation;
  private final Scene scene;
  private final Findings findings;
  private final Tables tables;
  private final Pages pages;

  FindingsController(
      Utilisation utilisation, Scene scene, Findings findings, Tables tables, Pages pages) {
    this.utilisation = utilisation;
    this.scene = scene;
    this.findings = findings;
    this.tables = tables;
    this.pages = pages;
  }

  @Needs(Utilisation.READ)
  @Get
  @Produces(MediaType.ALL)
  HttpResponse<?> list(HttpRequest<?> request) {
    Text text = pages.text(request);
    Map<UUID, Unit> units = scene.units();
    Choices choices = scene.choices(text, units);
    TableSpec<Finding> spec = Finding.spec(text, choices.filters());
    TableQuery query = TableQuery.parse(text, spec, request.getParameters().asMap());
    Question asked = choices.question(query);
    Question question = asked.aboutRooms().by(Dimension.ROOM);
    List<Finding> all = findings.of(text, utilisation.ask(question), units, query);
    MemoryRows<Finding> rows =
        new MemoryRows<>(spec, all).choice("finding", some -> some.kind().code());
    return tables.answer(
        request,
        text,
        spec,
        some -> rows.read(own(some)),
        view ->
            pages.page(
                request,
                text,
                "utilisation/list",
                UtilisationPages.SECTION,
                text.t("ut.findings"),
                false,
                Map.of(
                    "above",
                    List.of(
                        new Crumb(
                            text.t("ut.title"), Choices.href("/utilisation", query, Map.of()))),
                    "explain",
                    text.t("ut.findings-explain"),
                    "links",
                    List.of(),
                    "table",
                    view)));
  }

  private static TableQuery own(TableQuery query) {
    Map<String, Condition> conditions = new HashMap<>(query.conditions());
    conditions.keySet().retainAll(List.of("q", "finding"));
    return new TableQuery(
        conditions, query.sort(), query.offset(), query.limit(), query.columns(), query.problems());
  }
}
