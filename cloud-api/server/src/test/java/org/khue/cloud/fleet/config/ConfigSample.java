package org.khue.cloud.fleet.config;

import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.khue.cloud.TestCloud;
import org.khue.cloud.matrix.Call;
import org.khue.cloud.matrix.Sample;
import org.khue.cloud.platform.db.Transactions;
import org.khue.cloud.platform.security.Acting;
import org.khue.cloud.platform.security.Machines;

/// How the routes of configurations are called. One gateway of the school has a version that was
/// sent.
public final class ConfigSample implements Sample {
  private static final String GATEWAY = "mx-config";

  static final String ROOM =
      """
      room: { id: lab, kind: other, name: { vi: "Phòng", en: "Room" } }
      devices:
        - { id: meter, profile: sdm120, connection: { host: meter.local } }
      """;

  @Override
  public Map<String, Call> calls(TestCloud cloud, UUID school) {
    Acting.system("sample")
        .run(() -> {
          cloud
              .bean(Transactions.class)
              .run(
                  "meeting a gateway",
                  transaction -> {
                    Machines.meet(transaction, GATEWAY, school);
                    return true;
                  });
          Configs configs = cloud.bean(Configs.class);
          cloud
              .bean(Transactions.class)
              .run(
                  "hearing what runs",
                  transaction -> {
                    ConfigStore.running(
                        transaction,
                        new RunningConfig(GATEWAY, 0, true, "ab", ROOM, Instant.EPOCH));
                    return true;
                  });
          configs.send(GATEWAY, configs.save(GATEWAY, ROOM, GATEWAY).number());
        });
    Map<String, Call> calls = new TreeMap<>();
    String pages = "/gateways/" + GATEWAY + "/config";
    String route = "/gateways/{gateway}/config";
    calls.put("GET " + route, Call.thing(pages));
    calls.put("GET " + route + "/edit", Call.thing(pages + "/edit"));
    calls.put("POST " + route + "/edit", Call.thing(pages + "/edit").form("body="));
    calls.put("GET " + route + "/{number}", Call.thing(pages + "/1"));
    calls.put("POST " + route + "/{number}/send", Call.thing(pages + "/1/send"));
    calls.put("POST " + route + "/{number}/back", Call.thing(pages + "/1/back"));
    String api = "/api/v1/gateways/" + GATEWAY;
    String apiRoute = "/api/v1/gateways/{id}";
    calls.put("GET " + apiRoute + "/configs", Call.thing(api + "/configs"));
    calls.put("GET " + apiRoute + "/configs/{number}", Call.thing(api + "/configs/1"));
    calls.put("GET " + apiRoute + "/running-config", Call.thing(api + "/running-config"));
    calls.put(
        "PUT " + apiRoute + "/config-draft",
        Call.thing(api + "/config-draft").json("{\"body\": \"no room\"}"));
    calls.put("POST " + apiRoute + "/configs/{number}/send", Call.thing(api + "/configs/1/send"));
    return calls;
  }
}
