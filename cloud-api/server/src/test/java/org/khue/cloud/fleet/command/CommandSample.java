package org.khue.cloud.fleet.command;

import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.khue.cloud.TestCloud;
import org.khue.cloud.matrix.Call;
import org.khue.cloud.matrix.Sample;

/// How the routes of commands are called. A gateway of the school has one device with one command.
public final class CommandSample implements Sample {
  private static final String GATEWAY = "mx-orders";
  private static final UUID COMMAND = UUID.fromString("01900000-0000-7000-8000-00000000c0de");

  @Override
  public Map<String, Call> calls(TestCloud cloud, UUID school) {
    cloud.execute(
        """
        INSERT INTO platform.machine (id, unit_id) VALUES ('%1$s', '%2$s') ON CONFLICT DO NOTHING;
        INSERT INTO fleet.gateway (id, room, room_name, room_kind, simulated, first_seen,
          inventory_at) VALUES ('%1$s', 'r', '{}', 'steam', true, now(), now());
        INSERT INTO fleet.device (gateway, id, position, name, profile, kind, wire, points,
          first_seen, commands) VALUES ('%1$s', 'plug', 0, '{}', 'p', 'plug', 'mqtt-json', '[]',
          now(), '[{"id": "on", "name": {}, "args": [], "deadlineSeconds": 5, "dangerous": false}]');
        INSERT INTO fleet.command (id, gateway, device, name, args, asker, asked_at, not_after,
          state) VALUES ('%3$s', '%1$s', 'plug', 'on', '{}', 'x', now(), now(), 'waiting');
        """
            .formatted(GATEWAY, school, COMMAND));
    String api = "/api/v1/gateways/" + GATEWAY + "/devices/plug/commands";
    String route = "/api/v1/gateways/{gateway}/devices/{device}/commands";
    Map<String, Call> calls = new TreeMap<>();
    calls.put("POST " + route, Call.thing(api).json("{\"name\": \"on\"}"));
    calls.put("GET " + route, Call.list(api, COMMAND.toString()));
    calls.put("GET " + route + "/{id}", Call.thing(api + "/" + COMMAND));
    calls.put(
        "POST /rooms/{gateway}/devices/{device}/commands/{name}",
        Call.thing("/rooms/" + GATEWAY + "/devices/plug/commands/on").form("x=y"));
    return calls;
  }
}
