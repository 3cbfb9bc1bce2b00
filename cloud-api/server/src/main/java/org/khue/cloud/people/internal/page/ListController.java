package org.khue.cloud.people.internal.page;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.khue.cloud.organisation.Units;
import org.khue.cloud.people.MembershipKind;
import org.khue.cloud.people.People;
import org.khue.cloud.people.PeoplePage;
import org.khue.cloud.people.PeopleQuery;
import org.khue.cloud.people.PersonLine;
import org.khue.cloud.people.Verification;
import org.khue.cloud.platform.security.Acting;
import org.khue.cloud.platform.security.Needs;
import org.khue.cloud.platform.web.Pages;
import org.khue.cloud.platform.web.Tables;
import org.khue.web.i18n.Text;
import org.khue.web.table.Column;
import org.khue.web.table.Condition;
import org.khue.web.table.Filter;
import org.khue.web.table.Rows;
import org.khue.web.table.TableQuery;
import org.khue.web.table.TableSpec;

/// The list of persons.
@Controller("/people")
@Produces(MediaType.TEXT_HTML)
@ExecuteOn(TaskExecutors.BLOCKING)
final class ListController {
  static final String SECTION = "people";

  private final People people;
  private final Units units;
  private final Tables tables;
  private final Pages pages;

  ListController(People people, Units units, Tables tables, Pages pages) {
    this.people = people;
    this.units = units;
    this.tables = tables;
    this.pages = pages;
  }

  @Needs("people.read")
  @Get
  @Produces(MediaType.ALL)
  HttpResponse<?> list(HttpRequest<?> request) {
    Text text = pages.text(request);
    Words words = new Words(text, units);
    boolean mayAdd = Acting.required().caller().holds("people.write");
    return tables.answer(
        request,
        text,
        spec(text, words, mayAdd),
        this::rows,
        view ->
            pages.page(
                request,
                text,
                "people/list",
                SECTION,
                text.t("people.title"),
                false,
                Map.of("table", view, "mayAdd", mayAdd)));
  }

  /// A file reads more rows at once than a query gives.
  private Rows<PersonLine> rows(TableQuery query) {
    List<PersonLine> lines = new ArrayList<>();
    long total = 0;
    for (int read = 0; read < query.limit(); read += PeopleQuery.MOST) {
      int count = Math.min(PeopleQuery.MOST, query.limit() - read);
      PeoplePage some = people.page(asked(query, query.offset() + read, count));
      lines.addAll(some.items());
      total = some.total();
      if (some.next() == null) {
        break;
      }
    }
    return new Rows<>(lines, total);
  }

  private static PeopleQuery asked(TableQuery query, int offset, int count) {
    return new PeopleQuery(
        chosen(query, "q").orElse(null),
        chosen(query, "unit").map(UUID::fromString).orElse(null),
        chosen(query, "kind").map(MembershipKind::valueOf).orElse(null),
        null,
        chosen(query, "state").map(Verification.State::valueOf).orElse(null),
        null,
        offset,
        query.sort().descending(),
        count);
  }

  private static Optional<String> chosen(TableQuery query, String filter) {
    return query
        .condition(filter)
        .map(condition ->
            switch (condition) {
              case Condition.Contains(String sought) -> sought;
              case Condition.Is(String value) -> value;
              case Condition.Between between -> "";
            })
        .filter(value -> !value.isBlank());
  }

  private static TableSpec<PersonLine> spec(Text text, Words words, boolean mayAdd) {
    return TableSpec.<PersonLine>of(
            "people",
            text.t("people.title"),
            Column.<PersonLine>person(
                    "name",
                    text.t("people.name"),
                    line -> line.name().full(),
                    line -> "/people/" + line.id())
                .asSortable()
                .fixed(),
            Column.<PersonLine>date("birth", text.t("people.birth-date"), PersonLine::birthDate)
                .asPersonal(),
            Column.<PersonLine>text("sex", text.t("people.sex"), line -> words.sex(line.sex())),
            Column.<PersonLine>text(
                "place", text.t("people.place"), line -> words.places(line.memberships())),
            Column.<PersonLine>status(
                "state", text.t("people.verification"), line -> words.state(line.verification())))
        .filteredBy(
            new Filter.Search("q", text.t("people.search")),
            new Filter.Choice("unit", text.t("people.unit"), unitOptions(words)),
            new Filter.Choice(
                "kind",
                text.t("people.kind"),
                Arrays.stream(MembershipKind.values())
                    .map(kind -> new Filter.Option(kind.name(), words.kind(kind)))
                    .toList()),
            new Filter.Choice(
                "state",
                text.t("people.verification"),
                Arrays.stream(Verification.State.values())
                    .map(state -> new Filter.Option(state.name(), words.state(state).word()))
                    .toList()))
        .whenEmpty(
            new TableSpec.Empty(
                text.t("people.empty"),
                text.t("people.empty-action"),
                mayAdd ? "/people/new" : "",
                mayAdd ? text.t("people.add") : ""));
  }

  private static List<Filter.Option> unitOptions(Words words) {
    return words.units().entrySet().stream()
        .sorted(Map.Entry.comparingByValue())
        .map(unit -> new Filter.Option(unit.getKey().toString(), unit.getValue()))
        .toList();
  }
}
