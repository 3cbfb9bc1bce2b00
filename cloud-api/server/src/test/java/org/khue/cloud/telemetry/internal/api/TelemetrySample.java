package org.khue.cloud.telemetry.internal.api;

import static org.khue.cloud.telemetry.internal.ingest.Batches.batch;
import static org.khue.cloud.telemetry.internal.ingest.Batches.reading;
import static org.khue.cloud.telemetry.internal.ingest.Batches.sent;

import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.khue.cloud.TestCloud;
import org.khue.cloud.matrix.Call;
import org.khue.cloud.matrix.Sample;
import org.khue.cloud.telemetry.internal.ingest.Ingest;
import org.khue.contract.Stream;

/// How the routes of readings are called. One point of one device stands at the school.
public final class TelemetrySample implements Sample {
  private static final String GATEWAY = "mx-readings";

  @Override
  public Map<String, Call> calls(TestCloud cloud, UUID school) {
    cloud.execute(
        "INSERT INTO platform.machine (id, unit_id) VALUES ('"
            + GATEWAY
            + "', '"
            + school
            + "') ON CONFLICT DO NOTHING");
    try {
      Instant now = Instant.now();
      sent(
          cloud.bean(Ingest.class),
          GATEWAY,
          batch(Stream.TELEMETRY, 1, reading(now.minusSeconds(600), "meter", "power", 7)));
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
    String route = "/api/v1/telemetry/gateways/{gateway}/devices/{device}/points/{point}";
    String path = "/api/v1/telemetry/gateways/" + GATEWAY + "/devices/meter/points/power";
    Map<String, Call> calls = new TreeMap<>();
    for (String what : new String[] {"readings", "windows", "chart", "export", "live"}) {
      calls.put("GET " + route + "/" + what, Call.thing(path + "/" + what));
    }
    cloud.execute(
        "INSERT INTO telemetry.set_aside (gateway, stream, seq, consumer, at, reason, cbor) VALUES"
            + " ('"
            + GATEWAY
            + "', 1, 9, '', now(), 'matrix', '')");
    calls.put("GET /api/v1/telemetry/set-aside", Call.list("/api/v1/telemetry/set-aside", GATEWAY));
    return calls;
  }
}
