package org.khue.cloud.pages.administration;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.khue.cloud.platform.events.ParkedEvent;
import org.khue.web.Mark;
import org.khue.web.i18n.Text;
import org.khue.web.table.Column;
import org.khue.web.table.Filter;
import org.khue.web.table.MemoryRows;
import org.khue.web.table.RowAction;
import org.khue.web.table.TableSpec;
import org.khue.web.table.Value;

/// The list of events that were not taken.
final class EventList {
  private static final String DEAD = "dead";
  private static final String WAITS = "waits";

  private EventList() {}

  static TableSpec<ParkedEvent> spec(Text text) {
    return TableSpec.of(
            "events",
            text.t("parked.title"),
            Column.<ParkedEvent>text("type", text.t("parked.what"), ParkedEvent::type)
                .asSortable()
                .fixed(),
            Column.<ParkedEvent>number("position", text.t("parked.position"), ParkedEvent::position)
                .asSortable(),
            Column.<ParkedEvent>text(
                    "subscriber", text.t("parked.subscriber"), ParkedEvent::subscriber)
                .asSortable(),
            Column.<ParkedEvent>moment("at", text.t("parked.at"), ParkedEvent::at).asSortable(),
            Column.<ParkedEvent>status("state", text.t("parked.state"), one -> state(text, one)),
            Column.<ParkedEvent>text("fault", text.t("parked.fault"), ParkedEvent::fault))
        .filteredBy(
            new Filter.Search("q", text.t("parked.search")),
            new Filter.Choice(
                "state",
                text.t("parked.state"),
                List.of(
                    new Filter.Option(DEAD, text.t("parked.given-up")),
                    new Filter.Option(WAITS, text.t("parked.waits")))))
        .sortedBy("position", false)
        .whenEmpty(
            new TableSpec.Empty(text.t("parked.empty"), text.t("parked.empty-action"), "", ""))
        .withActions(one -> one.dead() ? List.of(retry(text, one)) : List.of());
  }

  static MemoryRows<ParkedEvent> source(TableSpec<ParkedEvent> spec, List<ParkedEvent> events) {
    return new MemoryRows<>(spec, events).choice("state", one -> one.dead() ? DEAD : WAITS);
  }

  private static RowAction retry(Text text, ParkedEvent one) {
    return RowAction.post(
        text.t("parked.retry"),
        text.t("parked.retry-named", "type", one.type(), "position", one.position()),
        "/events/"
            + one.position()
            + "/"
            + URLEncoder.encode(one.subscriber(), StandardCharsets.UTF_8)
            + "/retry");
  }

  private static Value.Status state(Text text, ParkedEvent one) {
    if (one.dead()) {
      return new Value.Status(Mark.BAD, text.t("parked.dead", "attempts", one.attempts()));
    }
    return one.attempts() == 0
        ? new Value.Status(Mark.FREE, text.t("parked.behind"))
        : new Value.Status(Mark.WARN, text.t("parked.again", "time", text.moment(one.nextAt())));
  }
}
