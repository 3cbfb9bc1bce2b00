package org.khue.cloud.pages;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.khue.cloud.TestCloud;
import org.khue.cloud.matrix.Call;
import org.khue.cloud.matrix.Sample;
import org.khue.cloud.telemetry.internal.ingest.Batches;
import org.khue.cloud.telemetry.internal.ingest.Ingest;
import org.khue.contract.Stream;

/// How the pages of rooms and gateways, and the routes of machines, are called. One gateway stands
/// at the school.
public final class PagesSample implements Sample {
  private static final String GATEWAY = "gw-vat-li-1";

  @Override
  public Map<String, Call> calls(TestCloud cloud, UUID school) {
    SampleRoom room =
        SampleRoom.school(Instant.now()).stream()
            .filter(one -> one.gateway().equals(GATEWAY))
            .findFirst()
            .orElseThrow();
    cloud.execute(
        "INSERT INTO platform.machine (id, unit_id) VALUES ('"
            + GATEWAY
            + "', '"
            + school
            + "') ON CONFLICT (id) DO UPDATE SET unit_id = excluded.unit_id");
    try {
      Ingest ingest = cloud.bean(Ingest.class);
      Batches.sent(ingest, GATEWAY, Batches.batch(Stream.EVENTS, 1, room.events()));
      int from = Math.max(0, room.readings().size() - 500);
      Batches.sent(
          ingest,
          GATEWAY,
          Batches.batch(
              Stream.TELEMETRY, 1, room.readings().subList(from, room.readings().size())));
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
    String path = "/rooms/" + GATEWAY;
    String device = path + "/devices/climate";
    Map<String, Call> calls = new TreeMap<>();
    calls.put("GET /", Call.plain("/"));
    calls.put("GET /rooms", Call.list("/rooms", GATEWAY));
    calls.put("GET /rooms/{gateway}", Call.thing(path));
    calls.put("GET /rooms/{gateway}/spark", Call.thing(path + "/spark?device=climate&point=co2"));
    calls.put("GET /rooms/{gateway}/devices/{device}", Call.thing(device));
    calls.put(
        "GET /rooms/{gateway}/devices/{device}/points/{point}/series",
        Call.thing(device + "/points/co2/series?range=1h"));
    calls.put(
        "GET /rooms/{gateway}/devices/{device}/points/{point}/csv",
        Call.thing(device + "/points/co2/csv?range=1h"));
    calls.put("GET /live/rooms", Call.list("/live/rooms", ""));
    calls.put("GET /live/rooms/{gateway}", Call.list("/live" + path, ""));
    calls.put("GET /live/rooms/{gateway}/devices/{device}", Call.list("/live" + device, ""));
    calls.put("GET /use", Call.list("/use", GATEWAY));
    calls.put("GET /use.csv", Call.list("/use.csv", ""));
    calls.put("GET /gateways", Call.list("/gateways", ""));
    calls.put("GET /gateways/cards", Call.list("/gateways/cards", ""));
    String place = "/gateways/" + GATEWAY + "/place";
    calls.put("GET /gateways/{gateway}/place", Call.thing(place));
    for (String what : List.of("unit", "room", "new-room")) {
      calls.put(
          "POST /gateways/{gateway}/place/" + what,
          Call.thing(place + "/" + what).form("unit=x&room=x&version=0"));
    }
    calls.put("GET /api/v1/gateways", Call.list("/api/v1/gateways", GATEWAY));
    calls.put("GET /api/v1/gateways/{id}", Call.thing("/api/v1/gateways/" + GATEWAY));
    calls.put(
        "PUT /api/v1/gateways/{id}/placement",
        Call.thing("/api/v1/gateways/" + GATEWAY + "/placement")
            .json("{\"unit\": \"" + school + "\"}"));
    calls.put("POST /gateways/network", Call.plain("/gateways/network").form("state=on"));
    calls.put("GET /assets/{name}", Call.plain("/assets/none.css"));
    calls.put(
        "POST /api/v1/gateways/{id}/batches",
        Call.plain("/api/v1/gateways/" + GATEWAY + "/batches"));
    calls.put("POST /api/v1/courier", Call.plain("/api/v1/courier").parts());
    calls.put("GET /courier", Call.plain("/courier"));
    calls.put("POST /courier", Call.plain("/courier").parts());
    for (String sent : List.of("state", "live")) {
      calls.put(
          "POST /api/v1/gateways/{id}/" + sent,
          Call.plain("/api/v1/gateways/" + GATEWAY + "/" + sent));
    }
    calls.put(
        "GET /api/v1/telemetry/live/{gateway}", Call.plain("/api/v1/telemetry/live/" + GATEWAY));
    calls.put("GET /api/v1/telemetry/summary", Call.plain("/api/v1/telemetry/summary"));
    calls.put("PUT /api/v1/telemetry/ledger", Call.plain("/api/v1/telemetry/ledger").json("{}"));
    return calls;
  }
}
