package org.khue.cloud.platform.health;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Operation;
import org.khue.cloud.platform.security.MachineAccess;

/// Figures for Prometheus. They count and time; they name no person, and of addresses the pattern
/// alone.
@Controller("/api/v1/metrics")
@ExecuteOn(TaskExecutors.BLOCKING)
final class MetricsController {
  private static final String TEXT = "text/plain; version=0.0.4; charset=utf-8";

  private final PrometheusMeterRegistry registry;

  MetricsController(PrometheusMeterRegistry registry) {
    this.registry = registry;
  }

  @MachineAccess(MachineAccess.Credential.METRICS_TOKEN)
  @Get
  @Produces("text/plain")
  @Operation(summary = "Figures of the program in Prometheus' text format")
  HttpResponse<String> metrics() {
    return HttpResponse.ok(registry.scrape()).header(HttpHeaders.CONTENT_TYPE, TEXT);
  }
}
