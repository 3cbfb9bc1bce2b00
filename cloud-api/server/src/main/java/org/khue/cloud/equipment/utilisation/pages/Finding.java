package org.khue.cloud.equipment.utilisation.pages;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.khue.cloud.equipment.utilisation.model.Figures;
import org.khue.web.Mark;
import org.khue.web.i18n.Text;
import org.khue.web.table.Column;
import org.khue.web.table.Filter;
import org.khue.web.table.TableSpec;
import org.khue.web.table.Value;

/// Something that the figures say about a room.
///
/// @param figures of the room; those of the idle one for a neighbour
/// @param advice what to do, in words
record Finding(
    Kind kind,
    String unit,
    String room,
    String href,
    String roomKind,
    Figures figures,
    String advice) {

  /// What is found.
  enum Kind {
    /// Hardly used.
    IDLE,
    /// Used or booked out.
    BOTTLENECK,
    /// Wanted here, idle near by.
    NEIGHBOUR;

    String code() {
      return name().toLowerCase(Locale.ROOT);
    }

    Mark mark() {
      return switch (this) {
        case IDLE -> Mark.FREE;
        case BOTTLENECK -> Mark.WARN;
        case NEIGHBOUR -> Mark.OK;
      };
    }

    String word(Text text) {
      return text.t(
          switch (this) {
            case IDLE -> "ut.idle";
            case BOTTLENECK -> "ut.bottleneck";
            case NEIGHBOUR -> "ut.neighbour";
          });
    }
  }

  static TableSpec<Finding> spec(Text text, Filter... question) {
    Filter kinds =
        new Filter.Choice(
            "finding",
            text.t("ut.finding"),
            Arrays.stream(Kind.values())
                .map(kind -> new Filter.Option(kind.code(), kind.word(text)))
                .toList());
    Filter[] filters =
        Stream.concat(
                Stream.of(kinds),
                Arrays.stream(question).filter(filter -> !filter.key().equals("group")))
            .toArray(Filter[]::new);
    return TableSpec.<Finding>of(
            "utilisation-findings",
            text.t("ut.findings"),
            Column.<Finding>status(
                    "finding",
                    text.t("ut.finding"),
                    some -> new Value.Status(some.kind().mark(), some.kind().word(text)))
                .asSortable()
                .fixed(),
            Column.<Finding>text("unit", text.t("ut.by-unit"), Finding::unit).asSortable(),
            Column.<Finding>link("room", text.t("ut.by-room"), Finding::room, Finding::href)
                .asSortable(),
            Column.<Finding>text("room-kind", text.t("ut.by-room-kind"), Finding::roomKind)
                .asSortable(),
            Column.<Finding>decimal(
                    "utilisation",
                    text.t("ut.utilisation-percent"),
                    1,
                    some -> percent(some.figures().utilisation()))
                .asSortable(),
            Column.<Finding>decimal(
                    "booked-share",
                    text.t("ut.booked-percent"),
                    1,
                    some -> percent(some.figures().bookedShare()))
                .asSortable(),
            Column.<Finding>decimal(
                    "coverage",
                    text.t("ut.coverage-percent"),
                    1,
                    some -> percent(some.figures().coverage()))
                .asSortable(),
            Column.<Finding>text("advice", text.t("ut.advice"), Finding::advice))
        .filteredBy(filters)
        .sortedBy("utilisation", false)
        .whenEmpty(
            new TableSpec.Empty(
                text.t("ut.no-findings"),
                text.t("ut.no-findings-action"),
                "/utilisation",
                text.t("ut.title")));
  }

  private static @Nullable BigDecimal percent(double share) {
    return Double.isNaN(share) ? null : new BigDecimal(share * 100, MathContext.DECIMAL32);
  }
}
