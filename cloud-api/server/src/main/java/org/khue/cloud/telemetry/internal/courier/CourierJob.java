package org.khue.cloud.telemetry.internal.courier;

import io.micronaut.http.HttpStatus;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.khue.cloud.platform.jobs.JobKind;
import org.khue.cloud.platform.jobs.JobRun;
import org.khue.cloud.platform.problem.ProblemException;
import org.khue.contract.wire.JsonCodec;

/// Writes a package; its file is the receipt for the stick. What is written already is not written
/// twice, so a stopped one starts over.
final class CourierJob implements JobKind {
  static final String NAME = "courier.import";

  private final Courier courier;
  private final Path directory;

  /// @param directory where packages wait, as for the [CourierDesk]
  CourierJob(Courier courier, Path directory) {
    this.courier = courier;
    this.directory = directory;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String titleKey() {
    return "courier.job";
  }

  @Override
  public boolean resumable() {
    return true;
  }

  @Override
  public void run(JobRun run) throws Exception {
    Path file = CourierDesk.file(directory, String.valueOf(run.input().get(CourierDesk.PACKAGE)));
    if (!Files.exists(file)) {
      throw new ProblemException(
          HttpStatus.GONE, "The package is not here any more: hand it in again.");
    }
    try {
      Imported imported = courier.take(file, (batches, of) -> run.progress(batches, of, ""));
      try (OutputStream out =
          run.result(imported.gateway() + ".receipt.json", "application/json")) {
        out.write(JsonCodec.write(imported.receipt()));
      }
      Files.deleteIfExists(file);
    } catch (ProblemException e) {
      // It would be refused the next time as well.
      Files.deleteIfExists(file);
      throw e;
    }
  }
}
