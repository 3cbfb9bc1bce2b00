package org.khue.sim.chaos;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Instant;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.khue.contract.Stream;
import org.khue.sim.bench.BenchCloud;
import org.khue.sim.bench.BenchDatabase;

/// Delivers numbered entries to a cloud again and again, and counts what took effect: readings as
/// rows, events as rows and as what a module made of them.
final class Deliveries {
  static final String GATEWAY = "bad-network";

  /// @param deliveries batches sent
  /// @param entriesDelivered entries in them
  /// @param refused batches that came before an earlier one
  record Result(
      Effects effects,
      long deliveries,
      long entriesDelivered,
      long refused,
      boolean plantedFaultCaught) {
    boolean passed() {
      return effects.equals(Effects.NONE) && plantedFaultCaught;
    }
  }

  private final BenchCloud cloud;
  private final BenchDatabase database;
  private final long readings;
  private final long events;
  private long deliveries;
  private long entriesDelivered;
  private long refused;

  /// @param readings how many; a hundredth as many events go with them
  Deliveries(BenchCloud cloud, long readings) throws IOException {
    this.cloud = cloud;
    this.database = cloud.database();
    this.readings = readings;
    this.events = Math.max(1, readings / 100);
  }

  Result run(int largestBatch, long seed)
      throws IOException, InterruptedException, MqttException, SQLException {
    long start = Instant.now().minusSeconds(3_600).toEpochMilli() * 1_000;
    deliver(Stream.TELEMETRY, readings, start, largestBatch, seed);
    deliver(Stream.EVENTS, events, start, largestBatch, seed);
    Effects effects = effects();
    return new Result(
        effects, deliveries, entriesDelivered, refused, plantedFaultsAreCounted(effects));
  }

  private void deliver(Stream stream, long count, long start, int largestBatch, long seed)
      throws IOException, InterruptedException, MqttException {
    try (Deliverer deliverer =
        new Deliverer(
            cloud.mqttUrl(), GATEWAY, stream, new Numbered(stream, start), largestBatch, seed)) {
      deliverer.connect(BenchCloud.secret(GATEWAY));
      deliverer.deliver(count);
      deliveries += deliverer.deliveries();
      entriesDelivered += deliverer.entriesDelivered();
      refused += deliverer.refused();
    }
  }

  private Effects effects() throws SQLException {
    return Effects.of(database, GATEWAY, readings, events);
  }

  /// Takes one reading away and puts another there twice; one event too.
  private boolean plantedFaultsAreCounted(Effects before) throws SQLException {
    database.change("DELETE FROM telemetry.reading WHERE value = 1");
    database.change(
        "INSERT INTO telemetry.reading SELECT * FROM telemetry.reading WHERE value = 2");
    database.change(
        "INSERT INTO fleet.happening (gateway, device, kind, details, at) SELECT gateway, device,"
            + " kind, details, at FROM fleet.happening LIMIT 1");
    return effects().equals(new Effects(before.lost() + 1, before.duplicated() + 2));
  }
}
