package org.khue.cloud.equipment.utilisation.pages;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import org.khue.cloud.equipment.utilisation.Answer;
import org.khue.cloud.equipment.utilisation.Subject;
import org.khue.cloud.equipment.utilisation.model.Dimension;
import org.khue.cloud.equipment.utilisation.model.Figures;
import org.khue.web.Mark;
import org.khue.web.i18n.Text;
import org.khue.web.table.Column;
import org.khue.web.table.Filter;
import org.khue.web.table.TableQuery;
import org.khue.web.table.TableSpec;
import org.khue.web.table.Value;

/// A line of the table of figures.
///
/// @param href where its parts are; empty for nowhere
/// @param trusted whether its coverage reaches the threshold
record Line(String key, String name, String href, Figures figures, boolean trusted) {
  private static final String PAGE = "/utilisation";

  static List<Line> of(Answer answer, KeyWords words, TableQuery query, double threshold) {
    Dimension group = answer.question().by().getFirst();
    List<Line> lines = new ArrayList<>();
    for (Answer.Group some : answer.groups()) {
      lines.add(
          new Line(
              some.key(),
              words.name(group, some.key()),
              href(group, some.key(), answer.subjects().get(some.key()), query),
              some.figures(),
              some.figures().coverage() >= threshold));
    }
    return lines;
  }

  private static String href(
      Dimension group, String key, @Nullable Subject subject, TableQuery query) {
    return switch (group) {
      case UNIT -> Choices.href(PAGE, query, Map.of("unit", key, "group", "room"));
      case OVERSEER -> Choices.href(PAGE, query, Map.of("unit", key, "group", "unit"));
      case ROOM, DEVICE ->
          subject == null
              ? ""
              : Choices.href(PAGE + "/rooms/" + subject.key().room(), query, Map.of());
      case ROOM_KIND -> Choices.href(PAGE, query, Map.of("room-kind", key, "group", "unit"));
      case DEVICE_KIND -> Choices.href(PAGE, query, Map.of("device-kind", key, "group", "unit"));
      case PROFILE -> Choices.href(PAGE, query, Map.of("profile", key, "group", "unit"));
      case WEEKDAY -> Choices.href(PAGE, query, Map.of("weekday", key, "group", "slot"));
      case SLOT -> Choices.href(PAGE, query, Map.of("slot", key, "group", "weekday"));
      case YEAR, TERM, WEEK, MONTH, DAY -> "";
    };
  }

  static TableSpec<Line> spec(Text text, Dimension group, Filter... filters) {
    return TableSpec.<Line>of(
            "utilisation",
            text.t("ut.table"),
            new Column<Line>(
                "name",
                KeyWords.dimension(text, group),
                Column.Kind.LINK,
                line ->
                    line.href().isEmpty()
                        ? new Value.Words(line.name())
                        : new Value.Link(line.name(), line.href()),
                true,
                false,
                true,
                false),
            Column.<Line>decimal(
                    "utilisation",
                    text.t("ut.utilisation-percent"),
                    1,
                    line -> line.trusted() ? percent(line.figures().utilisation()) : null)
                .asSortable(),
            Column.<Line>decimal(
                    "booked-share",
                    text.t("ut.booked-percent"),
                    1,
                    line -> percent(line.figures().bookedShare()))
                .asSortable(),
            hours("available", text.t("ut.available-hours"), Figures::available),
            hours("booked", text.t("ut.booked-hours"), Figures::booked),
            hours("used", text.t("ut.used-hours"), Figures::used),
            hours("ghost", text.t("ut.ghost-hours"), Figures::ghost),
            hours("unplanned", text.t("ut.unplanned-hours"), Figures::unplanned),
            Column.<Line>decimal(
                    "coverage",
                    text.t("ut.coverage-percent"),
                    1,
                    line -> percent(line.figures().coverage()))
                .asSortable(),
            Column.<Line>status("trust", text.t("ut.trust"), line -> trust(text, line)))
        .filteredBy(filters)
        .sortedBy("used", true)
        .whenEmpty(new TableSpec.Empty(text.t("ut.empty"), text.t("ut.empty-action"), "", ""));
  }

  private static Column<Line> hours(String key, String label, ToLongFunction<Figures> seconds) {
    return Column.<Line>decimal(
            key, label, 1, line -> decimal(seconds.applyAsLong(line.figures()) / 3_600.0))
        .asSortable();
  }

  private static @Nullable BigDecimal percent(double share) {
    return Double.isNaN(share) ? null : decimal(share * 100);
  }

  private static BigDecimal decimal(double number) {
    return new BigDecimal(number, MathContext.DECIMAL32);
  }

  private static Value.Status trust(Text text, Line line) {
    double coverage = line.figures().coverage();
    return line.trusted()
        ? new Value.Status(Mark.OK, text.t("ut.trusted"))
        : new Value.Status(
            Mark.WARN,
            Double.isNaN(coverage) || coverage == 0
                ? text.t("ut.unheard")
                : text.t("ut.untrusted", "percent", text.percent(coverage)));
  }
}
