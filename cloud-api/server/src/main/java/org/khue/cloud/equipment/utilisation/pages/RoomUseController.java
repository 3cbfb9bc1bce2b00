package org.khue.cloud.equipment.utilisation.pages;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.khue.cloud.equipment.utilisation.Answer;
import org.khue.cloud.equipment.utilisation.Subject;
import org.khue.cloud.equipment.utilisation.UsedTimesStore;
import org.khue.cloud.equipment.utilisation.Utilisation;
import org.khue.cloud.equipment.utilisation.model.Dimension;
import org.khue.cloud.equipment.utilisation.model.Span;
import org.khue.cloud.organisation.Unit;
import org.khue.cloud.platform.problem.ProblemException;
import org.khue.cloud.platform.security.Needs;
import org.khue.cloud.platform.web.Pages;
import org.khue.cloud.platform.web.Tables;
import org.khue.web.i18n.Text;
import org.khue.web.part.Crumb;
import org.khue.web.table.Column;
import org.khue.web.table.Filter;
import org.khue.web.table.MemoryRows;
import org.khue.web.table.TableQuery;
import org.khue.web.table.TableSpec;

/// The events behind the figures of a room: when it, and what stands in it, was in use, and by
/// which evidence.
@Controller("/utilisation/rooms/{room}")
@Produces(MediaType.TEXT_HTML)
@ExecuteOn(TaskExecutors.BLOCKING)
final class RoomUseController {
  private static final Map<String, String> EVIDENCE =
      Map.of(
          "power", "ut.evidence-power",
          "session", "ut.evidence-session",
          "occupancy", "ut.evidence-occupancy",
          "card", "ut.evidence-card");

  private final Utilisation utilisation;
  private final UsedTimesStore used;
  private final Scene scene;
  private final Tables tables;
  private final Pages pages;

  RoomUseController(
      Utilisation utilisation, UsedTimesStore used, Scene scene, Tables tables, Pages pages) {
    this.utilisation = utilisation;
    this.used = used;
    this.scene = scene;
    this.tables = tables;
    this.pages = pages;
  }

  @Needs(Utilisation.READ)
  @Get
  @Produces(MediaType.ALL)
  HttpResponse<?> list(HttpRequest<?> request, @PathVariable UUID room) {
    Text text = pages.text(request);
    Subject subject =
        utilisation.subjects().stream()
            .filter(some -> some.key().equals(new Subject.Key(room, "", "")))
            .findFirst()
            .orElseThrow(() -> ProblemException.missing("room"));
    Map<UUID, Unit> units = scene.units();
    Choices choices = scene.choices(text, units);
    TableQuery choice =
        TableQuery.parse(
            text,
            Line.spec(text, Dimension.ROOM, choices.filters()),
            request.getParameters().asMap());
    Span span = choices.question(choice).span();
    Answer answer = utilisation.ask(choices.question(choice).ofRoom(room));
    Instant from = span.from().atStartOfDay(text.zone()).toInstant();
    Instant to = span.to().plusDays(1).atStartOfDay(text.zone()).toInstant();
    TableSpec<UsedTimesStore.Told> spec = spec(text, choices.filters());
    KeyWords words = new KeyWords(text, units, Map.of());
    Sentences sentences = new Sentences(text, utilisation.trusted());
    MemoryRows<UsedTimesStore.Told> rows = new MemoryRows<>(spec, used.of(room, from, to));
    return tables.answer(
        request,
        text,
        spec,
        query ->
            rows.read(
                new TableQuery(
                    query.condition("q").map(found -> Map.of("q", found)).orElse(Map.of()),
                    query.sort(),
                    query.offset(),
                    query.limit(),
                    query.columns(),
                    query.problems())),
        view ->
            pages.page(
                request,
                text,
                "utilisation/list",
                UtilisationPages.SECTION,
                words.room(subject),
                false,
                Map.of(
                    "above",
                    List.of(
                        new Crumb(
                            text.t("ut.title"), Choices.href("/utilisation", choice, Map.of()))),
                    "explain",
                    words.unit(subject.unit()) + ". " + sentences.table(answer, List.of()),
                    "links",
                    List.of(),
                    "table",
                    view)));
  }

  private static TableSpec<UsedTimesStore.Told> spec(Text text, Filter... filters) {
    Filter[] own =
        Arrays.stream(filters)
            .filter(filter -> List.of("span", "day", "q").contains(filter.key()))
            .toArray(Filter[]::new);
    return TableSpec.<UsedTimesStore.Told>of(
            "utilisation-room",
            text.t("ut.events"),
            Column.<UsedTimesStore.Told>moment("from", text.t("ut.from"), UsedTimesStore.Told::from)
                .asSortable()
                .fixed(),
            Column.<UsedTimesStore.Told>moment("to", text.t("ut.to"), UsedTimesStore.Told::to)
                .asSortable(),
            Column.<UsedTimesStore.Told>decimal(
                    "minutes", text.t("ut.minutes"), 1, RoomUseController::minutes)
                .asSortable(),
            Column.<UsedTimesStore.Told>text(
                    "what",
                    text.t("ut.what"),
                    told -> told.device().isEmpty() ? text.t("ut.the-room") : told.device())
                .asSortable(),
            Column.<UsedTimesStore.Told>text(
                    "evidence", text.t("ut.evidence"), told -> evidence(text, told.evidence()))
                .asSortable(),
            Column.<UsedTimesStore.Told>text(
                    "gateway", text.t("ut.gateway"), UsedTimesStore.Told::gateway)
                .onDemand(),
            Column.<UsedTimesStore.Told>text("end", text.t("ut.end"), UsedTimesStore.Told::reason)
                .onDemand())
        .filteredBy(own)
        .sortedBy("from", true)
        .whenEmpty(
            new TableSpec.Empty(text.t("ut.no-events"), text.t("ut.no-events-action"), "", ""));
  }

  private static String evidence(Text text, String code) {
    String key = EVIDENCE.get(code);
    return key == null ? code : text.t(key);
  }

  private static @Nullable BigDecimal minutes(UsedTimesStore.Told told) {
    return told.to() == null
        ? null
        : new BigDecimal(
            Duration.between(told.from(), told.to()).toMillis() / 60_000.0, MathContext.DECIMAL32);
  }
}
