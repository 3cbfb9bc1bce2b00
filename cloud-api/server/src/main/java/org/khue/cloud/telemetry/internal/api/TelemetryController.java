package org.khue.cloud.telemetry.internal.api;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Put;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.khue.cloud.platform.db.DatabaseException;
import org.khue.cloud.platform.problem.Problem;
import org.khue.cloud.platform.security.MachineAccess;
import org.khue.cloud.telemetry.LiveValues;
import org.khue.cloud.telemetry.internal.ingest.Meter;

/// Totals of telemetry, and the comparison with what simulators sent.
@Controller("/api/v1/telemetry")
@ExecuteOn(TaskExecutors.BLOCKING)
final class TelemetryController {
  private final TotalsStore totals;
  private final LedgerStore ledgers;
  private final LedgerComparison comparison;
  private final Meter meter;
  private final LiveValues live;
  private final Clock clock;

  TelemetryController(
      TotalsStore totals,
      LedgerStore ledgers,
      LedgerComparison comparison,
      Meter meter,
      LiveValues live,
      Clock clock) {
    this.totals = totals;
    this.ledgers = ledgers;
    this.comparison = comparison;
    this.meter = meter;
    this.live = live;
    this.clock = clock;
  }

  /// @param readings committed readings
  /// @param readingsPerSecond mean of the last seconds
  /// @param lost samples that were sent, are not committed, and that nothing explains
  /// @param duplicates samples that are committed more than once
  /// @param pending samples sent that may still be on their way
  /// @param unanswered samples missing because the device did not answer or was not listened to
  /// @param inFlightAtKill samples missing because the gateway was killed before it kept them
  /// @param comparedDevices devices that a simulator reported on
  /// @param givenUp entries that gateways counted as given up
  /// @param setAside entries kept apart because they could not take effect
  record Summary(
      long readings,
      double readingsPerSecond,
      long events,
      long gateways,
      long devices,
      long lost,
      long duplicates,
      long pending,
      long unanswered,
      long inFlightAtKill,
      int comparedDevices,
      long givenUp,
      long setAside) {}

  @Get("/summary")
  @Operation(summary = "Totals of telemetry, and what is lost or doubled")
  @MachineAccess(MachineAccess.Credential.READ_TOKEN)
  Summary summary() {
    try {
      TotalsStore.Totals committed = totals.read();
      LedgerComparison.Result compared = comparison.compare(ledgers.all());
      return new Summary(
          committed.readings(),
          Math.round(meter.perSecond() * 10) / 10.0,
          committed.events(),
          committed.gateways(),
          committed.devices(),
          compared.lost(),
          compared.duplicates(),
          compared.pending(),
          compared.unanswered(),
          compared.inFlightAtKill(),
          compared.comparedDevices(),
          committed.givenUp(),
          committed.setAside());
    } catch (SQLException e) {
      throw new DatabaseException("counting telemetry", e);
    }
  }

  /// @param value absent when the device gave none
  /// @param at when it was measured
  record Shown(String device, String point, @Nullable Double value, String unit, Instant at) {}

  @Get("/live/{gateway}")
  @Operation(summary = "The newest value of each point of a gateway, as pages show it")
  @MachineAccess(MachineAccess.Credential.READ_TOKEN)
  List<Shown> live(@PathVariable String gateway) {
    return live.ofGateway(gateway).stream()
        .map(value -> {
          Double number = Double.isNaN(value.value()) ? null : value.value();
          return new Shown(value.device(), value.point(), number, value.unit(), value.at());
        })
        .toList();
  }

  @Put("/ledger")
  @Operation(summary = "Takes what a simulator says it sent")
  @ApiResponse(responseCode = "204", description = "kept")
  @MachineAccess(MachineAccess.Credential.LEDGER_TOKEN)
  HttpResponse<?> ledger(@Body Ledger ledger) {
    String fault = ledger.fault();
    if (fault != null) {
      return Problem.response(HttpStatus.BAD_REQUEST, fault);
    }
    try {
      ledgers.save(ledger, clock.instant());
      comparison.reported(ledger);
    } catch (SQLException e) {
      throw new DatabaseException("keeping a ledger", e);
    }
    return HttpResponse.noContent();
  }
}
