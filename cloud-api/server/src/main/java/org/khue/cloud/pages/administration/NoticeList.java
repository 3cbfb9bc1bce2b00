package org.khue.cloud.pages.administration;

import java.util.List;
import org.khue.cloud.platform.notify.NoticeLine;
import org.khue.web.Mark;
import org.khue.web.i18n.Text;
import org.khue.web.table.Column;
import org.khue.web.table.Filter;
import org.khue.web.table.MemoryRows;
import org.khue.web.table.RowAction;
import org.khue.web.table.TableSpec;
import org.khue.web.table.Value;

/// The list of one's notices.
final class NoticeList {
  private static final String UNREAD = "unread";
  private static final String READ = "read";

  private NoticeList() {}

  static TableSpec<NoticeLine> spec(Text text) {
    return TableSpec.of(
            "notices",
            text.t("notices.title"),
            Column.<NoticeLine>text("title", text.t("notices.what"), one -> one.title(text))
                .fixed()
                .asPersonal(),
            Column.<NoticeLine>text("body", text.t("notices.body"), one -> one.body(text))
                .asPersonal(),
            Column.<NoticeLine>status("state", text.t("notices.state"), one -> state(text, one)),
            Column.<NoticeLine>moment("at", text.t("notices.at"), NoticeLine::createdAt)
                .asSortable())
        .filteredBy(
            new Filter.Search("q", text.t("notices.search")),
            new Filter.Choice(
                "state",
                text.t("notices.state"),
                List.of(
                    new Filter.Option(UNREAD, text.t("notices.unread")),
                    new Filter.Option(READ, text.t("notices.read")))),
            new Filter.Dates("at", text.t("notices.at")))
        .sortedBy("at", true)
        .whenEmpty(
            new TableSpec.Empty(text.t("notices.empty"), text.t("notices.empty-action"), "", ""))
        .withActions(one ->
            List.of(
                RowAction.post(
                    text.t("notices.open"),
                    text.t("notices.open-named", "title", one.title(text)),
                    "/notices/" + one.id() + "/read")));
  }

  static MemoryRows<NoticeLine> source(
      Text text, TableSpec<NoticeLine> spec, List<NoticeLine> notices) {
    return new MemoryRows<>(spec, notices)
        .choice("state", one -> one.readAt() == null ? UNREAD : READ)
        .dates("at", one -> one.createdAt().atZone(text.zone()).toLocalDate());
  }

  private static Value.Status state(Text text, NoticeLine one) {
    return one.readAt() == null
        ? new Value.Status(Mark.WARN, text.t("notices.unread"))
        : new Value.Status(Mark.FREE, text.t("notices.read"));
  }
}
