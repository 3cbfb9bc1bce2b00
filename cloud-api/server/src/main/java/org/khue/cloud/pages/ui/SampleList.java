package org.khue.cloud.pages.ui;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.khue.web.Mark;
import org.khue.web.i18n.Text;
import org.khue.web.table.Column;
import org.khue.web.table.Filter;
import org.khue.web.table.MemoryRows;
import org.khue.web.table.RowAction;
import org.khue.web.table.Rows;
import org.khue.web.table.TableQuery;
import org.khue.web.table.TableSpec;
import org.khue.web.table.TableView;
import org.khue.web.table.Value;

/// The list of invented people.
final class SampleList {
  private SampleList() {}

  static TableSpec<SamplePerson> spec(Text text) {
    List<Filter.Option> groups =
        SamplePeople.GROUPS.stream().map(group -> new Filter.Option(group, group)).toList();
    return TableSpec.<SamplePerson>of(
            "sample-people",
            text.t("ui.people"),
            Column.<SamplePerson>person("name", text.t("ui.name"), SamplePerson::name, person -> "")
                .fixed()
                .asSortable(),
            Column.<SamplePerson>text("group", text.t("ui.group"), SamplePerson::group)
                .asSortable(),
            Column.<SamplePerson>status(
                    "state", text.t("ui.state"), person -> state(text, person.state()))
                .asSortable(),
            Column.<SamplePerson>number("lessons", text.t("ui.lessons"), SamplePerson::lessons)
                .asSortable(),
            Column.<SamplePerson>date("born", text.t("ui.born"), SamplePerson::born)
                .asSortable()
                .asPersonal(),
            Column.<SamplePerson>moment("seen", text.t("ui.seen"), SamplePerson::seen)
                .asSortable()
                .onDemand())
        .filteredBy(
            new Filter.Search("q", text.t("ui.find")),
            new Filter.Choice("group", text.t("ui.group"), groups),
            new Filter.Dates("born", text.t("ui.born")))
        .withActions(person ->
            List.of(
                RowAction.post(
                    text.t("ui.delete"),
                    text.t("ui.delete-named", "name", person.name()),
                    "/ui/people/" + person.id() + "/delete")));
  }

  static MemoryRows<SamplePerson> rows(Text text, SamplePeople people) {
    return new MemoryRows<>(spec(text), people.present())
        .choice("group", SamplePerson::group)
        .dates("born", SamplePerson::born);
  }

  /// A list in which there is nothing yet.
  static TableView empty(Text text) {
    TableSpec<LocalDate> spec =
        TableSpec.<LocalDate>of(
                "sample-empty",
                text.t("ui.empty-list"),
                Column.<LocalDate>date("day", text.t("ui.born"), day -> day).asSortable())
            .whenEmpty(
                new TableSpec.Empty(
                    text.t("ui.empty"), text.t("ui.empty-action"), "#form", text.t("ui.add")));
    TableQuery query = TableQuery.parse(text, spec, Map.of());
    return TableView.of(text, spec, query, new Rows<LocalDate>(List.of(), 0), "/ui", false);
  }

  private static Value.Status state(Text text, SamplePerson.State state) {
    return switch (state) {
      case PRESENT -> new Value.Status(Mark.OK, text.t("ui.present"));
      case AWAY -> new Value.Status(Mark.FREE, text.t("ui.away"));
      case UNKNOWN -> new Value.Status(Mark.WARN, text.t("ui.unknown"));
    };
  }
}
