package org.khue.cloud.telemetry.internal.api;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.khue.cloud.platform.problem.Problem;
import org.khue.cloud.platform.security.MachineAccess;
import org.khue.cloud.telemetry.internal.ingest.Delivery;
import org.khue.cloud.telemetry.internal.ingest.Ingest;
import org.khue.cloud.telemetry.internal.ingest.NewestReadings;
import org.khue.cloud.telemetry.internal.live.Mailbox;
import org.khue.cloud.telemetry.internal.live.Presences;
import org.khue.contract.Ack;
import org.khue.contract.Batch;
import org.khue.contract.GatewayState;
import org.khue.contract.HttpMessages;
import org.khue.contract.SignedRequest;
import org.khue.contract.wire.BatchCodec;
import org.khue.contract.wire.JsonCodec;
import org.khue.contract.wire.WireException;

/// What MQTT carries, over HTTPS: for networks that let no MQTT through.
@Controller("/api/v1/gateways/{id}")
final class BatchController {
  private static final int ANSWER_WITHIN_SECONDS = 30;

  private final Ingest ingest;
  private final Presences presences;
  private final Mailbox mailbox;
  private final NewestReadings newest;
  private final SignedRequests signed;
  private final Clock clock;

  BatchController(
      Ingest ingest,
      Presences presences,
      Mailbox mailbox,
      NewestReadings newest,
      SignedRequests signed,
      Clock clock) {
    this.ingest = ingest;
    this.presences = presences;
    this.mailbox = mailbox;
    this.newest = newest;
    this.signed = signed;
    this.clock = clock;
  }

  /// Takes the bytes of a [Batch] and answers with its [Ack] once it is committed.
  @Post("/batches")
  @Operation(summary = "Takes a batch of a gateway, answers once it is committed")
  @ApiResponse(responseCode = "200", description = "how far the stream is committed")
  @Consumes(MediaType.ALL)
  @MachineAccess(MachineAccess.Credential.GATEWAY)
  CompletableFuture<HttpResponse<?>> post(
      HttpRequest<?> request, @PathVariable String id, @Body byte[] body) {
    HttpResponse<?> refusal = signed.refusal(request, id, SignedRequest.What.BATCHES, body);
    if (refusal != null) {
      return CompletableFuture.completedFuture(refusal);
    }
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
        .<HttpResponse<?>>thenApply(answer -> timed(JsonCodec.write(answer)))
        .exceptionally(late -> busy("The batch could not be committed in time."));
  }

  /// Takes how a gateway is, and answers with what waits for it.
  @Post("/state")
  @Operation(summary = "Takes a gateway's state, answers with the messages that wait for it")
  @ApiResponse(responseCode = "200", description = "commands and configuration, each told once")
  @Consumes(MediaType.ALL)
  @MachineAccess(MachineAccess.Credential.GATEWAY)
  HttpResponse<?> state(HttpRequest<?> request, @PathVariable String id, @Body byte[] body) {
    HttpResponse<?> refusal = signed.refusal(request, id, SignedRequest.What.STATE, body);
    if (refusal != null) {
      return refusal;
    }
    try {
      GatewayState state = JsonCodec.read(body, GatewayState.class);
      if (state.online()) {
        presences.heardByHttp(id);
        presences.state(id, state);
      } else {
        presences.leftByHttp(id, state);
        return timed(JsonCodec.write(new HttpMessages(List.of())));
      }
    } catch (WireException e) {
      return Problem.response(HttpStatus.BAD_REQUEST, "This is no state: " + e.getMessage());
    }
    return timed(JsonCodec.write(mailbox.fetch(id)));
  }

  /// Shows a gateway's newest readings while it catches up.
  @Post("/live")
  @Operation(summary = "Shows a gateway's newest readings; they are not kept")
  @ApiResponse(responseCode = "200", description = "shown")
  @Consumes(MediaType.ALL)
  @MachineAccess(MachineAccess.Credential.GATEWAY)
  HttpResponse<?> live(HttpRequest<?> request, @PathVariable String id, @Body byte[] body) {
    HttpResponse<?> refusal = signed.refusal(request, id, SignedRequest.What.LIVE, body);
    if (refusal != null) {
      return refusal;
    }
    presences.heardByHttp(id);
    return newest.show(id, body)
        ? timed(JsonCodec.write(new HttpMessages(List.of())))
        : Problem.response(HttpStatus.BAD_REQUEST, "These are no readings.");
  }

  private MutableHttpResponse<byte[]> timed(byte[] json) {
    return HttpResponse.ok(json)
        .contentType(MediaType.APPLICATION_JSON_TYPE)
        .header(SignedRequest.TIME, Long.toString(clock.millis()));
  }

  private static HttpResponse<Problem> busy(String why) {
    return Problem.response(HttpStatus.SERVICE_UNAVAILABLE, why + " Keep it and send it again.")
        .header(HttpHeaders.RETRY_AFTER, "2");
  }
}
