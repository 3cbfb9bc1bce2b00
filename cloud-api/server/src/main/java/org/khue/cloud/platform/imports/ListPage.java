package org.khue.cloud.platform.imports;

import java.time.Instant;
import java.util.List;
import org.khue.web.Mark;
import org.khue.web.i18n.Text;

/// The list of imports as its page shows it.
public final class ListPage {
  /// One import.
  ///
  /// @param list name of the list
  public record Line(
      String href,
      String file,
      String list,
      String by,
      Instant when,
      Mark mark,
      String state,
      int rows) {}

  private ListPage() {}

  static List<Line> lines(Imports imports, Text text) {
    return imports.runs().stream()
        .map(run ->
            new Line(
                "/imports/" + run.id(),
                run.fileName(),
                text.t(imports.list(run.list()).nameKey()),
                run.caller(),
                run.startedAt(),
                RunPage.mark(run),
                RunPage.state(run, text),
                run.counts().all()))
        .toList();
  }
}
