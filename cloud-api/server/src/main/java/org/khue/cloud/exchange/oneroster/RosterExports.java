package org.khue.cloud.exchange.oneroster;

import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.khue.cloud.organisation.Unit;
import org.khue.cloud.organisation.Units;
import org.khue.cloud.platform.jobs.JobStatus;
import org.khue.cloud.platform.jobs.Jobs;
import org.khue.cloud.platform.problem.ProblemException;
import org.khue.cloud.platform.security.Access;
import org.khue.cloud.platform.security.Acting;

/// Starts exports and hands out their files, to whoever started them.
final class RosterExports {
  static final String RIGHT = "oneroster.export";

  private static final int FIRST_YEAR = 1945;
  private static final int LAST_YEAR = 2200;

  private final Jobs jobs;
  private final Units units;
  private final Access access;

  RosterExports(Jobs jobs, Units units, Access access) {
    this.jobs = jobs;
    this.units = units;
    this.access = access;
  }

  /// Starts an export in the background.
  ///
  /// @return the job's id
  /// @throws ProblemException 403 without the right at the unit, 404 if there is no such unit, 422
  ///   for a year that cannot be
  UUID start(RosterOptions options) {
    access.requireAt(RIGHT, options.unit());
    if (options.year() != 0 && (options.year() < FIRST_YEAR || options.year() > LAST_YEAR)) {
      throw ProblemException.invalid(
          List.of(
              new ProblemException.Fault(
                  "year", FIRST_YEAR + " to " + LAST_YEAR + ", in which the school year begins")));
    }
    Unit unit = units.get(options.unit());
    return Acting.required()
        .with(RIGHT)
        .call(() -> jobs.start(ExportJob.NAME, unit.name(), unit.id(), options.input()));
  }

  /// @throws ProblemException 404 if it is no export of whoever acts
  JobStatus get(UUID id) {
    return jobs.mine().stream()
        .filter(job -> job.id().equals(id) && job.kind().equals(ExportJob.NAME))
        .findFirst()
        .orElseThrow(() -> ProblemException.missing("export"));
  }

  /// The ZIP of an export that is done.
  ///
  /// @throws ProblemException 404 if there is none
  Path file(UUID id) {
    return jobs.result(get(id).id());
  }
}
