package org.khue.cloud.equipment.utilisation.pages;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.khue.cloud.equipment.utilisation.Answer;
import org.khue.cloud.equipment.utilisation.Question;
import org.khue.cloud.equipment.utilisation.Utilisation;
import org.khue.cloud.equipment.utilisation.model.Dimension;
import org.khue.cloud.equipment.utilisation.model.Figures;
import org.khue.cloud.organisation.Unit;
import org.khue.cloud.platform.security.Needs;
import org.khue.cloud.platform.web.Pages;
import org.khue.cloud.platform.web.Tables;
import org.khue.web.i18n.Text;
import org.khue.web.part.Heat;
import org.khue.web.part.Tile;
import org.khue.web.table.MemoryRows;
import org.khue.web.table.TableQuery;
import org.khue.web.table.TableSpec;

/// Used against booked against available: the figures, by whatever the reader breaks them down by,
/// with a heat map and the trend of the same choice.
@Controller("/utilisation")
@Produces(MediaType.TEXT_HTML)
@ExecuteOn(TaskExecutors.BLOCKING)
final class UtilisationController {
  private final Utilisation utilisation;
  private final Scene scene;
  private final Tables tables;
  private final Pages pages;

  UtilisationController(Utilisation utilisation, Scene scene, Tables tables, Pages pages) {
    this.utilisation = utilisation;
    this.scene = scene;
    this.tables = tables;
    this.pages = pages;
  }

  @Needs(Utilisation.READ)
  @Get
  @Produces(MediaType.ALL)
  HttpResponse<?> show(HttpRequest<?> request) {
    Text text = pages.text(request);
    Map<UUID, Unit> units = scene.units();
    Choices choices = scene.choices(text, units);
    TableSpec<Line> spec = Line.spec(text, Dimension.UNIT, choices.filters());
    TableQuery query = TableQuery.parse(text, spec, request.getParameters().asMap());
    Question question = choices.question(query);
    spec = Line.spec(text, question.by().getFirst(), choices.filters());
    Answer answer = utilisation.ask(question);
    List<Line> lines =
        Line.of(answer, new KeyWords(text, units, answer.subjects()), query, utilisation.trusted());
    MemoryRows<Line> rows = new MemoryRows<>(spec, lines);
    return tables.answer(
        request,
        text,
        spec,
        asked -> rows.read(searchOnly(asked)),
        view ->
            pages.page(
                request,
                text,
                "utilisation/utilisation",
                UtilisationPages.SECTION,
                text.t("ut.title"),
                false,
                Map.of("table", view, "parts", parts(text, units, answer, lines, query))));
  }

  /// The filters have made the question already; only the search for words is left.
  private static TableQuery searchOnly(TableQuery query) {
    return new TableQuery(
        query.condition("q").map(words -> Map.of("q", words)).orElse(Map.of()),
        query.sort(),
        query.offset(),
        query.limit(),
        query.columns(),
        query.problems());
  }

  private Parts parts(
      Text text, Map<UUID, Unit> units, Answer answer, List<Line> lines, TableQuery query) {
    Sentences sentences = new Sentences(text, utilisation.trusted());
    Question question = answer.question();
    KeyWords words = new KeyWords(text, units, Map.of());
    Answer cells = utilisation.ask(question.by(Dimension.WEEKDAY, Dimension.SLOT));
    Answer weeks = utilisation.ask(question.by(Dimension.WEEK));
    List<Trend> trend = trend(weeks, words);
    return new Parts(
        tiles(text, sentences, answer),
        sentences.table(answer, lines),
        heat(text, cells, words),
        sentences.heat(cells, words),
        trend,
        sentences.trend(trend),
        answer.unwatched().size(),
        Choices.href("/utilisation/findings", query, Map.of()),
        Choices.href("/utilisation/reports/new", query, Map.of()));
  }

  private static List<Tile> tiles(Text text, Sentences sentences, Answer answer) {
    Figures whole = answer.whole();
    Instant at = answer.countedTo();
    double coverage = whole.coverage();
    boolean trusted = sentences.trusted(whole);
    return List.of(
        tile(text.t("ut.utilisation"), trusted ? text.percent(whole.utilisation()) : "–", at)
            .covering(coverage),
        tile(text.t("ut.available"), sentences.hours(whole.available()), at),
        tile(text.t("ut.used"), sentences.hours(whole.used()), at).covering(coverage),
        tile(text.t("ut.booked"), sentences.hours(whole.booked()), at),
        tile(text.t("ut.ghost"), sentences.hours(whole.ghost()), at).covering(coverage),
        tile(text.t("ut.unplanned"), sentences.hours(whole.unplanned()), at).covering(coverage));
  }

  private static Tile tile(String label, String value, @Nullable Instant at) {
    Tile tile = Tile.of(label, value, "");
    return at == null ? tile : tile.asOf(at);
  }

  private List<Trend> trend(Answer weeks, KeyWords words) {
    return weeks.groups().stream()
        .filter(group -> !group.key().endsWith("-w0"))
        .sorted(Comparator.comparing(UtilisationController::week))
        .map(group ->
            new Trend(
                words.name(Dimension.WEEK, group.key()),
                group.figures(),
                group.figures().coverage() >= utilisation.trusted()))
        .toList();
  }

  private static int week(Answer.Group group) {
    String[] parts = group.key().split("-w", 2);
    return Integer.parseInt(parts[0]) * 64 + Integer.parseInt(parts[1]);
  }

  private static Heat heat(Text text, Answer cells, KeyWords words) {
    TreeSet<Integer> slots = new TreeSet<>();
    TreeMap<Integer, Map<Integer, Figures>> days = new TreeMap<>();
    for (Answer.Group cell : cells.groups()) {
      int slot = Integer.parseInt(cell.keys().get(1));
      slots.add(slot);
      days.computeIfAbsent(Integer.parseInt(cell.keys().get(0)), day -> new TreeMap<>())
          .put(slot, cell.figures());
    }
    List<Heat.Row> rows = new ArrayList<>();
    days.forEach((day, figures) -> {
      Figures whole = figures.values().stream().reduce(Figures.NONE, Figures::plus);
      rows.add(
          new Heat.Row(
              words.name(Dimension.WEEKDAY, "" + day),
              "",
              slots.stream()
                  .map(slot -> figures.getOrDefault(slot, Figures.NONE).utilisation())
                  .toList(),
              List.of(text.percent(whole.utilisation()), text.percent(whole.coverage()))));
    });
    return new Heat(
        text.t("ut.heat"),
        text.t("ut.by-weekday"),
        slots.stream().map(slot -> KeyWords.slot(text, slot)).toList(),
        List.of(text.t("ut.utilisation"), text.t("ut.coverage")),
        rows,
        text.t("ut.heat-legend"));
  }
}
