package org.khue.cloud.telemetry.internal.query;

import static org.khue.cloud.telemetry.internal.ingest.Batches.batch;
import static org.khue.cloud.telemetry.internal.ingest.Batches.sent;
import static org.khue.cloud.telemetry.internal.ingest.Batches.stamp;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.ExtendWith;
import org.khue.cloud.ActingAsSystem;
import org.khue.cloud.TestCloud;
import org.khue.cloud.telemetry.TelemetryStore;
import org.khue.cloud.telemetry.TelemetryStore.Point;
import org.khue.cloud.telemetry.TelemetryStore.RawReading;
import org.khue.cloud.telemetry.TelemetryStoreContract;
import org.khue.cloud.telemetry.internal.ingest.Ingest;
import org.khue.contract.Entry;
import org.khue.contract.Reading;
import org.khue.contract.Stream;

@ExtendWith(ActingAsSystem.class)
class PostgresStoreTest extends TelemetryStoreContract {
  private static TestCloud cloud;
  private static long cursor;

  @BeforeAll
  static void start() {
    cloud = TestCloud.start();
  }

  @AfterAll
  static void stop() {
    cloud.close();
  }

  @Override
  protected TelemetryStore store() {
    return cloud.bean(TelemetryStore.class);
  }

  @Override
  protected void put(Point point, List<RawReading> readings) throws Exception {
    List<Entry> entries = new ArrayList<>();
    for (RawReading one : readings) {
      entries.add(
          new Reading(
              stamp(one.at()),
              point.device(),
              point.point(),
              one.value(),
              point.unit(),
              one.quality(),
              one.reason(),
              one.simulated()));
    }
    sent(cloud.bean(Ingest.class), point.gateway(), batch(Stream.TELEMETRY, cursor + 1, entries));
    cursor += entries.size();
  }
}
