package org.khue.gateway.local;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.khue.gateway.device.DeviceStatus;
import org.khue.gateway.local.web.Texts;

/// The gateway's state as JSON, for scripts and for the doctor.
final class HealthJson {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private HealthJson() {}

  static String render(LocalStatus status, Texts texts) {
    Map<String, Object> health = new LinkedHashMap<>();
    health.put("status", status.status());
    health.put("gateway", status.gateway());
    health.put("version", status.version());
    health.put("boot", status.boot());
    health.put("uptimeSeconds", status.uptimeSeconds());
    health.put("clock", status.clock().name());
    health.put("queuedEvents", status.queuedEvents());
    health.put("queuedTelemetry", status.queuedTelemetry());
    health.put("oldestQueuedSeconds", status.oldestQueuedSeconds());
    health.put("cloudConnected", status.cloudConnected());
    health.put("journalFault", status.journalFault());
    List<Map<String, Object>> devices = new ArrayList<>();
    for (DeviceStatus device : status.devices()) {
      Map<String, Object> of = new LinkedHashMap<>();
      of.put("id", device.id());
      of.put("state", device.state().name());
      of.put("reason", device.reason());
      of.put("message", device.message());
      of.put("next", texts.pick(device.next()));
      of.put("lastSeenSecondsAgo", status.lastSeenSecondsAgo(device));
      devices.add(of);
    }
    health.put("devices", devices);
    try {
      return JSON.writeValueAsString(health);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("maps of text and numbers are always JSON", e);
    }
  }
}
