package org.khue.cloud.equipment.register;

import java.util.ArrayList;
import java.util.List;
import org.khue.cloud.equipment.internal.Coded;
import org.khue.cloud.organisation.Unit;
import org.khue.web.Mark;
import org.khue.web.i18n.Text;
import org.khue.web.part.Fact;
import org.khue.web.table.Column;
import org.khue.web.table.Filter;
import org.khue.web.table.TableSpec;
import org.khue.web.table.Value;

/// What the pages about items say.
final class ItemWords {
  private ItemWords() {}

  static String path(Item item) {
    return "/equipment/items/" + item.id();
  }

  static TableSpec<ItemRow> table(
      Text text, List<Unit> schools, List<Filter.Option> rooms, String add) {
    List<Filter> filters = new ArrayList<>();
    filters.add(new Filter.Search("q", text.t("eq.search")));
    if (schools.size() > 1) {
      List<Filter.Option> options =
          schools.stream()
              .map(school ->
                  new Filter.Option(school.id().toString(), school.nameIn(text.language())))
              .toList();
      filters.add(new Filter.Choice("school", text.t("eq.school"), options));
    }
    if (!rooms.isEmpty()) {
      filters.add(new Filter.Choice("room", text.t("eq.room"), rooms));
    }
    filters.add(Coded.filter(text, "subject", text.t("eq.subject"), Subject.values()));
    filters.add(Coded.filter(text, "state", text.t("eq.state"), ItemState.values()));
    filters.add(new Filter.Dates("acquired", text.t("eq.acquired")));
    return TableSpec.of(
            "equipment",
            text.t("eq.register"),
            Column.<ItemRow>link("type", text.t("eq.type"), ItemRow::type, row -> path(row.item()))
                .asSortable()
                .fixed(),
            Column.<ItemRow>text("name", text.t("eq.name"), row -> row.item().facts().name())
                .asSortable(),
            Column.<ItemRow>text(
                    "code", text.t("eq.code"), row -> LabelCode.shown(row.item().code()))
                .asSortable(),
            Column.<ItemRow>text("number", text.t("eq.number"), row -> row.item().facts().number())
                .asSortable(),
            Column.<ItemRow>number(
                    "quantity", text.t("eq.quantity"), row -> (long) row.item().facts().quantity())
                .asSortable(),
            Column.<ItemRow>text("measure", text.t("eq.measure"), ItemRow::measure),
            Column.<ItemRow>text("room", text.t("eq.room"), ItemRow::room),
            Column.<ItemRow>status(
                "state", text.t("eq.state"), row -> state(text, row.item().state())),
            school(text, schools),
            Column.<ItemRow>person(
                    "custodian", text.t("eq.custodian"), ItemRow::custodian, row -> "")
                .onDemand(),
            Column.<ItemRow>text("subject", text.t("eq.subject"), row -> row.subject().word(text))
                .onDemand(),
            Column.<ItemRow>text("serial", text.t("eq.serial"), row -> row.item().facts().serial())
                .onDemand(),
            Column.<ItemRow>number(
                    "value", text.t("eq.value-in-dong"), row -> row.item().facts().value())
                .asSortable()
                .onDemand(),
            Column.<ItemRow>date(
                    "acquired", text.t("eq.acquired"), row -> row.item().facts().acquired())
                .asSortable()
                .onDemand())
        .filteredBy(filters.toArray(Filter[]::new))
        .whenEmpty(
            new TableSpec.Empty(
                text.t("eq.none"),
                text.t("eq.none-action"),
                add,
                add.isEmpty() ? "" : text.t("eq.add")));
  }

  private static Column<ItemRow> school(Text text, List<Unit> schools) {
    Column<ItemRow> column = Column.text("school", text.t("eq.school"), ItemRow::school);
    return schools.size() > 1 ? column : column.onDemand();
  }

  static Value.Status state(Text text, ItemState state) {
    Mark mark =
        switch (state) {
          case WORKING -> Mark.OK;
          case TO_REPAIR, IN_REPAIR -> Mark.WARN;
          case LOST -> Mark.BAD;
          case DISPOSED -> Mark.FREE;
        };
    return new Value.Status(mark, state.word(text));
  }

  static List<Fact> facts(Text text, ItemRow row) {
    ItemFacts facts = row.item().facts();
    List<Fact> all = new ArrayList<>();
    all.add(Fact.of(text.t("eq.code"), LabelCode.shown(row.item().code())));
    add(all, text.t("eq.number"), facts.number());
    add(all, text.t("eq.serial"), facts.serial());
    all.add(Fact.of(text.t("eq.quantity"), facts.quantity() + " " + row.measure()));
    all.add(Fact.of(text.t("eq.subject"), row.subject().word(text)));
    add(all, text.t("eq.room"), row.room());
    if (!row.custodian().isEmpty()) {
      all.add(Fact.of(text.t("eq.custodian"), row.custodian()).asPersonal());
    }
    if (facts.value() != null) {
      all.add(Fact.of(text.t("eq.value"), text.number(facts.value(), 0) + " ₫"));
    }
    if (facts.funding() != null) {
      all.add(Fact.of(text.t("eq.funding"), facts.funding().word(text)));
    }
    if (facts.acquired() != null) {
      all.add(Fact.of(text.t("eq.acquired"), text.date(facts.acquired())));
    }
    if (facts.gateway() != null) {
      all.add(Fact.of(text.t("eq.device"), facts.gateway() + " / " + facts.device()));
    }
    if (facts.tag() != null) {
      all.add(Fact.of(text.t("eq.tag"), facts.tag()));
    }
    add(all, text.t("eq.note"), facts.note());
    return all;
  }

  private static void add(List<Fact> facts, String term, String words) {
    if (!words.isEmpty()) {
      facts.add(Fact.of(term, words));
    }
  }
}
