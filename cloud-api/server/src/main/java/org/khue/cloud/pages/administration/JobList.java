package org.khue.cloud.pages.administration;

import java.util.List;
import java.util.stream.Stream;
import org.khue.cloud.platform.jobs.JobState;
import org.khue.web.i18n.Text;
import org.khue.web.table.Column;
import org.khue.web.table.Filter;
import org.khue.web.table.MemoryRows;
import org.khue.web.table.TableSpec;
import org.khue.web.table.Value;

/// The list of jobs.
final class JobList {
  private JobList() {}

  /// @param mine whether they are the reader's own, whose pages open
  static TableSpec<JobCard> spec(Text text, boolean mine) {
    String what = text.t("jobs.what");
    Column<JobCard> kind =
        mine
            ? Column.link("kind", what, JobCard::kind, job -> "/jobs/" + job.status().id())
            : Column.text("kind", what, JobCard::kind);
    return TableSpec.of(
            mine ? "jobs" : "jobs-all",
            text.t("jobs.title"),
            kind.asSortable().fixed(),
            Column.<JobCard>text("title", text.t("jobs.of"), job -> job.status().title()),
            Column.<JobCard>status(
                    "state", text.t("jobs.state"), job -> new Value.Status(job.mark(), job.state()))
                .asSortable(),
            Column.<JobCard>text("progress", text.t("jobs.how-far"), JobCard::progress),
            Column.<JobCard>person(
                    "starter", text.t("jobs.starter"), job -> job.status().starter(), job -> "")
                .asSortable(),
            Column.<JobCard>moment(
                    "created", text.t("jobs.created"), job -> job.status().createdAt())
                .asSortable())
        .filteredBy(
            new Filter.Search("q", text.t("jobs.search")),
            new Filter.Choice("state", text.t("jobs.state"), states(text)),
            new Filter.Dates("created", text.t("jobs.created")))
        .sortedBy("created", true)
        .whenEmpty(new TableSpec.Empty(text.t("jobs.empty"), text.t("jobs.empty-action"), "", ""));
  }

  static MemoryRows<JobCard> source(Text text, TableSpec<JobCard> spec, List<JobCard> jobs) {
    return new MemoryRows<>(spec, jobs)
        .choice("state", job -> job.status().state().name())
        .dates("created", job -> job.status().createdAt().atZone(text.zone()).toLocalDate());
  }

  private static List<Filter.Option> states(Text text) {
    return Stream.of(JobState.values())
        .map(state -> new Filter.Option(state.name(), JobWords.name(text, state)))
        .toList();
  }
}
