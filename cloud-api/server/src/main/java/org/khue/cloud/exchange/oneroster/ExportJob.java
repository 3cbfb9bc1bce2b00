package org.khue.cloud.exchange.oneroster;

import java.io.OutputStream;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.khue.cloud.organisation.Unit;
import org.khue.cloud.organisation.Units;
import org.khue.cloud.platform.audit.Audit;
import org.khue.cloud.platform.audit.Change;
import org.khue.cloud.platform.db.Transactions;
import org.khue.cloud.platform.jobs.JobKind;
import org.khue.cloud.platform.jobs.JobRun;

/// Writes a roster's ZIP. Nothing is changed, so a stopped one starts over.
final class ExportJob implements JobKind {
  static final String NAME = "oneroster.export";

  static final String TYPE = "application/zip";

  private final Roster roster;
  private final Units units;
  private final Transactions transactions;
  private final Audit audit;
  private final String systemCode;
  private final Clock clock;
  private final ZoneId zone;

  ExportJob(
      Roster roster,
      Units units,
      Transactions transactions,
      Audit audit,
      String systemCode,
      Clock clock,
      ZoneId zone) {
    this.roster = roster;
    this.units = units;
    this.transactions = transactions;
    this.audit = audit;
    this.systemCode = systemCode;
    this.clock = clock;
    this.zone = zone;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String titleKey() {
    return "oneroster.export-job";
  }

  @Override
  public boolean resumable() {
    return true;
  }

  @Override
  public void run(JobRun run) throws Exception {
    RosterOptions options = RosterOptions.of(run.input());
    Unit unit = units.get(options.unit());
    List<Sheet> sheets = roster.gather(options, people -> run.progress(people, 0, ""));
    note(unit, options, sheets);
    LocalDate today = LocalDate.ofInstant(clock.instant(), zone);
    try (OutputStream out = run.result("oneroster-" + unit.code() + "-" + today + ".zip", TYPE)) {
      RosterZip.write(out, sheets, systemCode, clock.instant());
    }
  }

  /// Who took whose data out, and how much of it; before there is a file.
  private void note(Unit unit, RosterOptions options, List<Sheet> sheets) {
    int people =
        sheets.stream()
            .filter(sheet -> sheet.file() == RosterFile.USERS)
            .mapToInt(Sheet::size)
            .sum();
    transactions.run(
        "noting an export",
        t -> {
          audit.record(
              t,
              new Change(
                  "roster.exported",
                  "unit",
                  unit.id().toString(),
                  unit.id(),
                  Map.of("people", people, "demographics", options.demographics())));
          return true;
        });
  }
}
