package org.khue.cloud.telemetry.internal.ingest;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.annotation.Context;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.IntStream;
import org.khue.cloud.platform.db.Database;
import org.khue.cloud.telemetry.internal.Dictionary;
import org.khue.cloud.telemetry.internal.live.LiveBoard;

/// The one way from a batch to committed rows, whatever way it came. Several lanes write at the
/// same time, so that one commits while another gathers.
@Context
public final class Ingest {
  private static final int LANES = 2;

  private final List<Lane> lanes;
  private final Meter meter;

  Ingest(
      Database database,
      CursorStore cursors,
      ReadingGroup.Store readings,
      EntryStore entries,
      EventDelivery consumers,
      Dictionary dictionary,
      LiveBoard live,
      Meter meter,
      MeterRegistry registry,
      Partitions partitions)
      throws SQLException {
    this.meter = meter;
    partitions.ahead();
    GroupWriter.Parts parts =
        new GroupWriter.Parts(
            database.ingestSource(),
            cursors,
            readings,
            entries,
            consumers,
            dictionary,
            live,
            meter);
    lanes =
        IntStream.range(0, LANES)
            .mapToObj(number -> new Lane("ingest-" + number, new GroupWriter(parts)))
            .toList();
    Gauge.builder("khue.ingest.queued", lanes, all -> all.stream().mapToInt(Lane::queued).sum())
        .description("Entries taken and not yet committed")
        .register(registry);
  }

  @PostConstruct
  void start() {
    lanes.forEach(Lane::start);
  }

  @PreDestroy
  void stop() {
    lanes.forEach(Lane::stop);
  }

  /// Takes a delivery for writing; never blocks.
  ///
  /// @return false if there is no room: nothing was taken, the sender must wait
  public boolean offer(Delivery delivery) {
    boolean taken = lane(delivery.gateway()).offer(delivery);
    if (!taken) {
      meter.refused();
    }
    return taken;
  }

  /// Runs the task once there is room again for that gateway, perhaps at once; it must not block.
  public void whenRoom(String gateway, Runnable task) {
    lane(gateway).whenRoom(task);
  }

  private Lane lane(String gateway) {
    int hash = gateway.hashCode();
    return lanes.get(Math.floorMod(hash ^ hash >>> 16, lanes.size()));
  }
}
