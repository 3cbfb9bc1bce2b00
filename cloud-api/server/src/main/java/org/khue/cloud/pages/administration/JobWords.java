package org.khue.cloud.pages.administration;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.khue.cloud.platform.jobs.JobKind;
import org.khue.cloud.platform.jobs.JobState;
import org.khue.cloud.platform.jobs.JobStatus;
import org.khue.web.JobView;
import org.khue.web.Mark;
import org.khue.web.i18n.Text;

/// Says what a job does.
@Singleton
final class JobWords {
  private final Map<String, String> titles;

  JobWords(List<JobKind> kinds) {
    titles = kinds.stream().collect(Collectors.toMap(JobKind::name, JobKind::titleKey));
  }

  JobCard card(Text text, JobStatus job) {
    String key = titles.get(job.kind());
    return new JobCard(
        job,
        key == null ? job.kind() : text.t(key),
        state(text, job),
        mark(job.state()),
        progress(text, job),
        !job.state().ended());
  }

  /// The job for the component that shows one.
  JobView view(Text text, JobStatus job) {
    String message =
        job.state() == JobState.RUNNING && job.cancelling()
            ? text.t("jobs.cancelling")
            : job.fault().isEmpty() ? job.message() : job.fault();
    return new JobView(
        job.id().toString(),
        job.title(),
        switch (job.state()) {
          case WAITING -> JobView.State.WAITING;
          case RUNNING -> JobView.State.RUNNING;
          case DONE -> JobView.State.DONE;
          case FAILED -> JobView.State.FAILED;
          case CANCELLED -> JobView.State.CANCELLED;
        },
        job.done(),
        job.total(),
        message,
        job.resultName() == null ? null : "/jobs/" + job.id() + "/result");
  }

  private static String state(Text text, JobStatus job) {
    return job.state() == JobState.RUNNING && job.cancelling()
        ? text.t("jobs.cancelling")
        : name(text, job.state());
  }

  /// A state by its name.
  static String name(Text text, JobState state) {
    return switch (state) {
      case WAITING -> text.t("jobs.waiting");
      case RUNNING -> text.t("jobs.running");
      case DONE -> text.t("jobs.done");
      case FAILED -> text.t("jobs.failed");
      case CANCELLED -> text.t("jobs.cancelled");
    };
  }

  private static Mark mark(JobState state) {
    return switch (state) {
      case WAITING, CANCELLED -> Mark.FREE;
      case RUNNING, DONE -> Mark.OK;
      case FAILED -> Mark.BAD;
    };
  }

  private static String progress(Text text, JobStatus job) {
    if (job.total() > 0) {
      return text.t(
          "jobs.progress",
          "done",
          text.number(job.done(), 0),
          "total",
          text.number(job.total(), 0),
          "percent",
          text.percent(job.share()));
    }
    return job.done() > 0 ? text.t("jobs.progress-open", "done", text.number(job.done(), 0)) : "";
  }
}
