package org.khue.cloud.telemetry.internal.courier;

import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Part;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.multipart.CompletedFileUpload;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.Semaphore;
import org.khue.cloud.platform.problem.ProblemException;
import org.khue.cloud.platform.security.Needs;

/// Where packages of a USB stick are handed in.
@Controller("/api/v1/courier")
@ExecuteOn(TaskExecutors.BLOCKING)
final class CourierApi {
  private static final int AT_ONCE = 2;

  private final Courier courier;
  private final Semaphore room = new Semaphore(AT_ONCE);

  CourierApi(Courier courier) {
    this.courier = courier;
  }

  @Needs(Courier.RIGHT)
  @Post
  @Consumes(MediaType.MULTIPART_FORM_DATA)
  @Operation(summary = "Takes a gateway's package from a USB stick, answers with the receipt")
  @ApiResponse(responseCode = "200", description = "committed; the receipt goes back on the stick")
  @ApiResponse(responseCode = "409", description = "entries are missing before it")
  @ApiResponse(responseCode = "422", description = "no package of this cloud's gateways")
  Imported take(@Part("file") CompletedFileUpload file) throws IOException {
    if (!room.tryAcquire()) {
      throw new ProblemException(
          HttpStatus.SERVICE_UNAVAILABLE,
          "Other packages are being written just now: hand it in again in a minute.");
    }
    Path copy = Files.createTempFile("khue-courier-", ".khue");
    try (InputStream in = file.getInputStream()) {
      Files.copy(in, copy, StandardCopyOption.REPLACE_EXISTING);
      return courier.take(copy);
    } finally {
      Files.deleteIfExists(copy);
      room.release();
    }
  }
}
