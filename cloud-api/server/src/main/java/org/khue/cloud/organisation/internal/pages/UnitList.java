package org.khue.cloud.organisation.internal.pages;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.khue.cloud.organisation.Ownership;
import org.khue.cloud.organisation.Tree;
import org.khue.cloud.organisation.Unit;
import org.khue.cloud.organisation.UnitKind;
import org.khue.web.Mark;
import org.khue.web.i18n.Names;
import org.khue.web.i18n.Text;
import org.khue.web.table.Column;
import org.khue.web.table.Filter;
import org.khue.web.table.MemoryRows;
import org.khue.web.table.TableSpec;
import org.khue.web.table.Value;

/// The list of units: their columns, and what they can be narrowed to.
final class UnitList {
  private static final String EXISTS = "exists";
  private static final String ENDED = "ended";

  /// @param manager the unit that manages it today
  record Row(Unit unit, @Nullable Unit manager) {}

  private UnitList() {}

  static TableSpec<Row> spec(Text text, List<Row> rows, LocalDate today) {
    Column<Row> name =
        Column.<Row>link(
                "name",
                text.t("org.name"),
                row -> UnitWords.name(text, row.unit()),
                row -> "/units/" + row.unit().id())
            .asSortable()
            .fixed();
    return TableSpec.of(
            "units",
            text.t("org.units"),
            name,
            Column.<Row>text("code", text.t("org.code"), row -> row.unit().code()).asSortable(),
            Column.<Row>text(
                    "kind", text.t("org.kind"), row -> UnitWords.kind(text, row.unit().kind()))
                .asSortable(),
            Column.<Row>text(
                "levels",
                text.t("org.levels"),
                row -> UnitWords.levels(text, row.unit().facts().levels())),
            Column.<Row>text("manager", text.t("org.managed-by"), row -> manager(text, row))
                .asSortable(),
            Column.<Row>status("state", text.t("org.state"), row -> state(text, row, today)),
            Column.<Row>text(
                    "ownership",
                    text.t("org.ownership"),
                    row -> UnitWords.ownership(text, row.unit().facts().ownership()))
                .asSortable()
                .onDemand(),
            Column.<Row>date("founded", text.t("org.founded"), row -> row.unit().facts().founded())
                .asSortable()
                .onDemand(),
            Column.<Row>text("phone", text.t("org.phone"), row -> row.unit().facts().phone())
                .onDemand())
        .filteredBy(
            new Filter.Search("q", text.t("org.search")),
            new Filter.Choice("kind", text.t("org.kind"), kinds(text)),
            new Filter.Choice("manager", text.t("org.managed-by"), managers(text, rows)),
            new Filter.Choice("ownership", text.t("org.ownership"), ownerships(text)),
            new Filter.Choice(
                "state",
                text.t("org.state"),
                List.of(
                    new Filter.Option(EXISTS, text.t("org.exists")),
                    new Filter.Option(ENDED, text.t("org.ended")))))
        .sortedBy("name", false);
  }

  static List<Row> rows(List<Unit> units, Tree tree) {
    return units.stream().map(unit -> new Row(unit, tree.manager(unit.id()).orElse(null))).toList();
  }

  static MemoryRows<Row> source(TableSpec<Row> spec, List<Row> rows, LocalDate today) {
    return new MemoryRows<>(spec, rows)
        .choice("kind", row -> row.unit().kind().code())
        .choice("manager", UnitList::managerId)
        .choice("ownership", row -> row.unit().facts().ownership().code())
        .choice("state", row -> row.unit().existsOn(today) ? EXISTS : ENDED);
  }

  private static String managerId(Row row) {
    Unit manager = row.manager();
    return manager == null ? "" : manager.id().toString();
  }

  private static @Nullable String manager(Text text, Row row) {
    Unit manager = row.manager();
    return manager == null ? null : UnitWords.name(text, manager);
  }

  private static Value.Status state(Text text, Row row, LocalDate today) {
    return row.unit().existsOn(today)
        ? new Value.Status(Mark.OK, text.t("org.exists"))
        : new Value.Status(Mark.FREE, text.t("org.ended"));
  }

  private static List<Filter.Option> kinds(Text text) {
    return Stream.of(UnitKind.values())
        .map(kind -> new Filter.Option(kind.code(), UnitWords.kind(text, kind)))
        .toList();
  }

  private static List<Filter.Option> ownerships(Text text) {
    return Stream.of(Ownership.values())
        .map(some -> new Filter.Option(some.code(), UnitWords.ownership(text, some)))
        .toList();
  }

  private static List<Filter.Option> managers(Text text, List<Row> rows) {
    return rows.stream()
        .map(Row::manager)
        .flatMap(Stream::ofNullable)
        .distinct()
        .map(unit -> new Filter.Option(unit.id().toString(), UnitWords.name(text, unit)))
        .sorted(Comparator.comparing(Filter.Option::label, Names.byAlphabet()))
        .toList();
  }
}
