package org.khue.cloud.fleet.identity;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.khue.cloud.TestCloud;
import org.khue.cloud.matrix.Call;
import org.khue.cloud.matrix.Sample;
import org.khue.cloud.platform.security.Acting;

/// How the routes of claims and certificates are called. One gateway of the school has both.
public final class GatewayIdentitySample implements Sample {
  private static final String GATEWAY = "mx-gateway";

  @Override
  public Map<String, Call> calls(TestCloud cloud, UUID school) {
    UUID claim =
        Acting.system("sample")
            .call(() -> {
              Claims claims = cloud.bean(Claims.class);
              Claims.Made made = claims.make(GATEWAY, school, Duration.ofHours(9));
              KeyRequest key = new KeyRequest(Forge.keys().getPublic(), new byte[] {1});
              cloud.bean(Claiming.class).claim(GATEWAY, made.code(), key);
              return claims.make(GATEWAY, school, Duration.ofHours(9)).claim().id();
            });
    Map<String, Call> calls = new TreeMap<>();
    String claims = "/gateways/claims";
    calls.put("GET " + claims, Call.list(claims, GATEWAY));
    calls.put("GET /gateways/claims/new", Call.plain("/gateways/claims/new"));
    calls.put("POST /gateways/claims/new", Call.plain("/gateways/claims/new").form("hours=0"));
    calls.put(
        "POST /gateways/claims/{id}/withdraw", Call.thing(claims + "/" + claim + "/withdraw"));
    String certificates = "/gateways/certificates";
    String revoke = certificates + "/" + GATEWAY + "/revoke";
    calls.put("GET " + certificates, Call.list(certificates, GATEWAY));
    calls.put("GET /gateways/certificates/{gateway}/revoke", Call.thing(revoke));
    calls.put("POST /gateways/certificates/{gateway}/revoke", Call.thing(revoke).form("reason="));
    String api = "/api/v1/gateways/" + GATEWAY;
    calls.put("GET /api/v1/gateway-claims", Call.list("/api/v1/gateway-claims", GATEWAY));
    calls.put(
        "POST /api/v1/gateway-claims",
        Call.thing("/api/v1/gateway-claims")
            .json("{\"gateway\": \"NO ID\", \"unit\": \"%s\"}".formatted(school)));
    calls.put("DELETE /api/v1/gateway-claims/{id}", Call.thing("/api/v1/gateway-claims/" + claim));
    calls.put("GET /api/v1/gateways/{id}/certificates", Call.thing(api + "/certificates"));
    calls.put(
        "POST /api/v1/gateways/{id}/revocation",
        Call.thing(api + "/revocation").json("{\"reason\": \"sample\"}"));
    calls.put("POST /api/v1/gateways/{id}/claim", Call.plain(api + "/claim").json("{}"));
    calls.put(
        "POST /api/v1/gateways/{id}/certificate", Call.plain(api + "/certificate").json("{}"));
    return calls;
  }
}
