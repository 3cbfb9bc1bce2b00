package org.khue.cloud.exchange.oneroster;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.khue.cloud.TestCloud;
import org.khue.cloud.organisation.Ownership;
import org.khue.cloud.organisation.UnitFacts;
import org.khue.cloud.organisation.UnitKind;
import org.khue.cloud.organisation.Units;
import org.khue.cloud.platform.imports.Imports;
import org.khue.cloud.platform.imports.Run;
import org.khue.cloud.platform.security.Acting;
import org.khue.cloud.platform.security.Reach;

/// A cloud with one ward and nothing in it, into which its head imports rosters.
final class ImportedWard implements AutoCloseable {
  private static final List<String> TABLES =
      List.of(
          "organisation.unit",
          "organisation.relation",
          "organisation.calendar",
          "organisation.term",
          "organisation.holiday",
          "organisation.period",
          "organisation.swapped_day",
          "organisation.school_class",
          "people.person",
          "people.person_clear",
          "people.membership",
          "people.identifier",
          "people.identifier_clear",
          "platform.reach",
          "exchange.link");

  private final TestCloud cloud;
  private final UUID ward;

  private ImportedWard(TestCloud cloud, UUID ward) {
    this.cloud = cloud;
    this.ward = ward;
  }

  static ImportedWard open() {
    TestCloud cloud = TestCloud.start();
    LocalDate since = LocalDate.now(ZoneId.of("Asia/Ho_Chi_Minh")).minusYears(1);
    UnitFacts facts =
        new UnitFacts(
            "P-MOI",
            "Phường Mới",
            null,
            UnitKind.WARD,
            List.of(),
            Ownership.PUBLIC,
            null,
            null,
            null,
            null);
    UUID ward =
        Acting.system("test")
            .call(() -> cloud.bean(Units.class).create(Reach.ROOT, since, null, facts).id());
    return new ImportedWard(cloud, ward);
  }

  TestCloud cloud() {
    return cloud;
  }

  UUID ward() {
    return ward;
  }

  /// The unit of that code.
  UUID unit(String code) {
    return UUID.fromString(
        cloud
            .rows("SELECT id FROM organisation.unit WHERE code = '" + code + "'")
            .getFirst()
            .getFirst()
            .toString());
  }

  Run send(UUID unit, Map<String, String> files) {
    return DemoRoster.at(
        ward,
        RosterExports.RIGHT,
        () -> {
          Imports imports = cloud.bean(Imports.class);
          return settled(
              imports.start(imports.list("oneroster"), unit, "roster.zip", RosterZips.zip(files)));
        });
  }

  Run apply(Run run) {
    return DemoRoster.at(
        ward,
        RosterExports.RIGHT,
        () -> {
          cloud.bean(Imports.class).apply(run.id(), false);
          return settled(run.id());
        });
  }

  Run undo(Run run) {
    return DemoRoster.at(
        ward,
        RosterExports.RIGHT,
        () -> {
          cloud.bean(Imports.class).undo(run.id());
          return settled(run.id());
        });
  }

  private Run settled(UUID id) {
    return Awaitility.await()
        .pollInSameThread() // it acts
        .atMost(Duration.ofSeconds(180))
        .until(() -> cloud.bean(Imports.class).run(id), run -> !run.state().isBusy());
  }

  /// Of every table that an import may write, its rows.
  String hash() {
    return TABLES.stream()
        .map(table ->
            table
                + " "
                + cloud
                    .rows(
                        "SELECT count(*), md5(string_agg(md5(t::text), ',' ORDER BY md5(t::text)))"
                            + " FROM "
                            + table
                            + " t")
                    .getFirst())
        .collect(Collectors.joining("\n"));
  }

  /// The cells that keep a run from being applied: file, row and column.
  Set<String> blamed(Run run) {
    List<String> files = List.of(RosterFile.values()).stream().map(RosterFile::fileName).toList();
    return cloud
        .rows(
            "SELECT part, row, fault ->> 'column' FROM platform.import_row,"
                + " jsonb_array_elements(faults) fault WHERE (fault ->> 'blocking')::boolean"
                + " AND run_id = '"
                + run.id()
                + "'")
        .stream()
        .map(row ->
            files.get(Integer.parseInt(row.get(0).toString()))
                + " "
                + row.get(1)
                + " "
                + row.get(2))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Override
  public void close() {
    cloud.close();
  }
}
