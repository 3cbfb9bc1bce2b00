package org.khue.cloud.telemetry.internal.courier;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.khue.cloud.platform.jobs.JobStatus;
import org.khue.cloud.platform.jobs.Jobs;
import org.khue.cloud.platform.problem.ProblemException;
import org.khue.cloud.platform.security.Acting;

/// Takes packages from people: looks into them at once, so that a wrong file is refused while its
/// sender is there, and has them written by a job, which may be left and returned to.
final class CourierDesk {
  /// The longest that is taken; a gateway's packages have about 12 MB.
  static final long LONGEST = 64L << 20;

  /// What the job is given.
  static final String PACKAGE = "package";

  /// A package whose job was cancelled is of no use after that.
  private static final Duration KEPT = Duration.ofDays(7);

  private static final int SHOWN = 20;

  private final Courier courier;
  private final Jobs jobs;
  private final Clock clock;
  private final Path directory;

  /// @param directory where packages wait for their job
  CourierDesk(Courier courier, Jobs jobs, Clock clock, Path directory) {
    this.courier = courier;
    this.jobs = jobs;
    this.clock = clock;
    this.directory = directory;
  }

  /// @param title of the job, of what the package holds
  /// @return the job's id
  /// @throws ProblemException as [Courier#look], and 422 for too long a file
  UUID handIn(InputStream sent, Function<Held, String> title) throws IOException {
    Files.createDirectories(directory);
    clear();
    String name = UUID.randomUUID().toString();
    Path file = file(directory, name);
    boolean started = false;
    try {
      if (copy(sent, file) > LONGEST) {
        throw new ProblemException(
            io.micronaut.http.HttpStatus.UNPROCESSABLE_ENTITY,
            "The file is longer than any package: choose one that the gateway exported.");
      }
      Held held = courier.look(file);
      UUID id =
          Acting.required()
              .with(Courier.RIGHT)
              .call(() ->
                  jobs.start(
                      CourierJob.NAME, title.apply(held), held.unit(), Map.of(PACKAGE, name)));
      started = true;
      return id;
    } finally {
      if (!started) {
        Files.deleteIfExists(file);
      }
    }
  }

  /// Copies no more than one byte too many.
  private static long copy(InputStream sent, Path file) throws IOException {
    try (var out = Files.newOutputStream(file)) {
      byte[] buffer = new byte[64 << 10];
      long copied = 0;
      for (int n = sent.read(buffer); n >= 0 && copied <= LONGEST; n = sent.read(buffer)) {
        out.write(buffer, 0, n);
        copied += n;
      }
      return copied;
    }
  }

  /// The newest that whoever acts has handed in.
  List<JobStatus> mine() {
    return jobs.mine().stream()
        .filter(job -> job.kind().equals(CourierJob.NAME))
        .limit(SHOWN)
        .toList();
  }

  /// Where a package waits.
  static Path file(Path directory, String name) {
    return directory.resolve(UUID.fromString(name) + ".khue");
  }

  private void clear() throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file : files.toList()) {
        if (Files.getLastModifiedTime(file).toInstant().isBefore(clock.instant().minus(KEPT))) {
          Files.deleteIfExists(file);
        }
      }
    }
  }
}
