package org.khue.sim.ledger;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/// The ledger as the cloud reads it at `PUT /api/v1/telemetry/ledger`.
public final class LedgerJson {
  private static final ObjectMapper JSON = new ObjectMapper();

  private LedgerJson() {}

  /// @param run a new one each time the simulator starts, since all numbers then begin again
  /// @param asOf all that was sent until then is counted
  public static byte[] encode(UUID run, Instant startedAt, Instant asOf, List<LedgerLine> lines) {
    ObjectNode root = JSON.createObjectNode();
    root.put("run", run.toString());
    root.put("startedAt", startedAt.toString());
    root.put("asOf", asOf.toString());
    var devices = root.putArray("devices");
    for (LedgerLine line : lines) {
      ObjectNode device = devices.addObject();
      device.put("gateway", line.gateway());
      device.put("device", line.device());
      switch (line.count()) {
        case Count.Ticked ticked -> {
          device.put("kind", "ticks");
          device.put("point", ticked.point());
          device.put("first", 1);
          device.put("last", ticked.last());
          var uncertain = device.putArray("uncertain");
          ticked.uncertain().forEach(uncertain::add);
        }
        case Count.Tapped tapped -> {
          device.put("kind", "taps");
          device.put("presented", tapped.presented());
          device.put("confirmed", tapped.confirmed());
        }
      }
    }
    try {
      return JSON.writeValueAsBytes(root);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A tree of numbers and texts is always writable", e);
    }
  }
}
