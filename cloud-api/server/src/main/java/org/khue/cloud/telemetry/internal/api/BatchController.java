package org.khue.cloud.telemetry.internal.api;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.time.Clock;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.khue.cloud.platform.problem.Problem;
import org.khue.cloud.platform.security.MachineAccess;
import org.khue.cloud.telemetry.internal.ingest.Delivery;
import org.khue.cloud.telemetry.internal.ingest.Ingest;
import org.khue.cloud.telemetry.internal.live.Presences;
import org.khue.contract.Ack;
import org.khue.contract.Batch;
import org.khue.contract.wire.BatchCodec;
import org.khue.contract.wire.JsonCodec;
import org.khue.contract.wire.WireException;

/// Batches over HTTPS, for networks that let no MQTT through.
@Controller("/api/v1/gateways/{id}")
final class BatchController {
  private static final int ANSWER_WITHIN_SECONDS = 30;

  private final Ingest ingest;
  private final Presences presences;
  private final Clock clock;

  BatchController(Ingest ingest, Presences presences, Clock clock) {
    this.ingest = ingest;
    this.presences = presences;
    this.clock = clock;
  }

  /// Takes the bytes of a [Batch] and answers with its [Ack] once it is committed.
  @Post("/batches")
  @Operation(summary = "Takes a batch of a gateway, answers once it is committed")
  @ApiResponse(responseCode = "200", description = "how far the stream is committed")
  @Consumes(MediaType.ALL)
  @MachineAccess(MachineAccess.Credential.GATEWAY_SECRET)
  CompletableFuture<HttpResponse<?>> post(@PathVariable String id, @Body byte[] body) {
    presences.heardByHttp(id);
    Batch batch;
    try {
      batch = BatchCodec.readKeepingMalformed(body);
    } catch (WireException e) {
      return CompletableFuture.completedFuture(
          Problem.response(HttpStatus.BAD_REQUEST, "This is no batch: " + e.getMessage()));
    }
    CompletableFuture<Ack> ack = new CompletableFuture<>();
    if (!ingest.offer(new Delivery(id, batch, clock.instant(), ack::complete))) {
      return CompletableFuture.completedFuture(busy("The cloud cannot keep up just now."));
    }
    return ack.orTimeout(ANSWER_WITHIN_SECONDS, TimeUnit.SECONDS)
        .<HttpResponse<?>>thenApply(answer ->
            HttpResponse.ok(JsonCodec.write(answer)).contentType(MediaType.APPLICATION_JSON_TYPE))
        .exceptionally(late -> busy("The batch could not be committed in time."));
  }

  private static HttpResponse<Problem> busy(String why) {
    return Problem.response(HttpStatus.SERVICE_UNAVAILABLE, why + " Keep it and send it again.")
        .header(HttpHeaders.RETRY_AFTER, "2");
  }
}
