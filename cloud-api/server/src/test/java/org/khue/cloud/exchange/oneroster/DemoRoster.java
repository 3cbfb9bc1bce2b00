package org.khue.cloud.exchange.oneroster;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.khue.cloud.TestCloud;
import org.khue.cloud.organisation.DemoCity;
import org.khue.cloud.platform.db.TestDatabase;
import org.khue.cloud.platform.jobs.JobState;
import org.khue.cloud.platform.jobs.JobStatus;
import org.khue.cloud.platform.security.Acting;
import org.khue.cloud.platform.security.Caller;
import org.khue.cloud.platform.security.Grant;
import org.khue.cloud.platform.security.Scope;

/// A school of the demo's city as a roster.
final class DemoRoster {
  private static @Nullable Map<String, String> school;

  private DemoRoster() {}

  static TestCloud demo() {
    Map<String, Object> settings = new HashMap<>(TestDatabase.create());
    settings.put("khue.demo", true);
    settings.put("khue.demo-people", "true");
    TestCloud cloud = TestCloud.start(settings);
    String people =
        "SELECT count(*) FROM people.membership WHERE unit_id = '" + DemoCity.SCHOOL + "'";
    Awaitility.await().atMost(Duration.ofSeconds(90)).until(() -> cloud.count(people) > 0);
    return cloud;
  }

  /// The files of the demo's school, with the dates of birth of those who work there and of pupils
  /// who agreed.
  static synchronized Map<String, String> school() {
    Map<String, String> known = school;
    if (known == null) {
      try (TestCloud cloud = demo()) {
        thin(cloud);
        known = export(cloud, new RosterOptions(DemoCity.SCHOOL, 0, true));
        school = known;
      }
    }
    return known;
  }

  /// Leaves six pupils to each class of the school: a small roster says as much as a large one.
  private static void thin(TestCloud cloud) {
    cloud.execute(
        """
        DELETE FROM people.membership WHERE id IN (
          SELECT id FROM (
            SELECT id, row_number() OVER (PARTITION BY class_id ORDER BY id) AS place
            FROM people.membership WHERE kind = 'PUPIL' AND unit_id = '%s') pupil
          WHERE place > 6)
        """
            .formatted(DemoCity.SCHOOL));
  }

  /// Does something as the head of a ward or school: with those rights at the unit and below.
  static <T> T at(UUID unit, String right, Supplier<T> work) {
    Set<String> rights =
        Set.of(
            "oneroster.export",
            "oneroster.import",
            "people.write",
            "organisation.write",
            "calendar.write");
    Grant grant = new Grant("principal", rights, new Scope.Below(unit));
    UUID account =
        UUID.nameUUIDFromBytes(unit.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8));
    Caller caller = new Caller(Caller.Kind.PERSON, account, null, "test", java.util.List.of(grant));
    return new Acting(caller, right).call(work);
  }

  /// The files of an export, made as the unit's head.
  static Map<String, String> export(TestCloud cloud, RosterOptions options) {
    return at(
        options.unit(),
        RosterExports.RIGHT,
        () -> {
          RosterExports exports = cloud.bean(RosterExports.class);
          UUID id = exports.start(options);
          JobStatus job =
              Awaitility.await()
                  .pollInSameThread() // it acts
                  .atMost(Duration.ofSeconds(120))
                  .until(() -> exports.get(id), some -> some.state().ended());
          assertEquals(JobState.DONE, job.state(), job.fault());
          try {
            return RosterZips.texts(Files.readAllBytes(exports.file(id)));
          } catch (IOException e) {
            throw new IllegalStateException(e);
          }
        });
  }
}
