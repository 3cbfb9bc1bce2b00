package org.khue.sim.device.mqtt;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import org.khue.sim.device.Place;
import org.khue.sim.room.DeviceEntry;
import org.khue.sim.world.Noise;

/// A battery-powered presence sensor behind a Zigbee2MQTT bridge, with that bridge's topics and
/// payloads (Zigbee2MQTT documentation, "MQTT topics and messages"), and `tick` among the sensor's
/// fields. Unplugged means its battery is out: the bridge stays and reports it offline.
public final class SimulatedPresence extends MqttNode {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final String PROFILE = "zigbee2mqtt-presence";
  private static final String BASE = "zigbee2mqtt/";

  private final String name;
  private final Noise radio;
  private final int battery;

  public SimulatedPresence(Place place) {
    this(place, PERIOD);
  }

  SimulatedPresence(Place place, Duration period) {
    super(place, period);
    this.name = place.entry().text("topic", place.entry().id());
    this.radio = place.noise("radio");
    this.battery = 55 + (int) (45 * place.noise("battery").unit(0));
  }

  @Override
  public Message will() {
    return Message.kept(BASE + "bridge/state", state(false));
  }

  @Override
  public List<String> subscriptions() {
    return List.of();
  }

  @Override
  public List<Message> greeting() {
    return List.of(
        Message.kept(BASE + "bridge/state", state(true)),
        Message.kept(BASE + "bridge/devices", devices()),
        Message.kept(BASE + name + "/availability", state(true)));
  }

  private static String state(boolean online) {
    return JSON.objectNode().put("state", online ? "online" : "offline").toString();
  }

  /// All sensors of the room, since a room has one bridge.
  private String devices() {
    ArrayNode list = JSON.arrayNode();
    for (DeviceEntry entry : place.room().devices()) {
      if (entry.profile().equals(PROFILE)) {
        String friendly = entry.text("topic", entry.id());
        long address = place.world().noise("ieee address/" + friendly).bits(0);
        ObjectNode device = list.addObject();
        device.put("ieee_address", "0x" + HexFormat.of().toHexDigits(address));
        device.put("friendly_name", friendly).put("type", "EndDevice").put("supported", true);
        device.put("power_source", "Battery").put("interview_completed", true);
        ObjectNode definition = device.putObject("definition");
        definition
            .put("model", "SIM-PRESENCE")
            .put("vendor", "Khue")
            .put("description", "Simulated presence and illuminance sensor");
        ArrayNode exposes = definition.putArray("exposes");
        for (String property : List.of("occupancy", "illuminance", "battery", "linkquality")) {
          exposes.addObject().put("property", property).put("access", 1);
        }
      }
    }
    return list.toString();
  }

  @Override
  public List<Message> reply(String topic, String payload) {
    return List.of();
  }

  @Override
  public List<Message> companions() {
    return List.of();
  }

  @Override
  public Message sample(long tick) {
    double minutes = place.world().elapsed().toNanos() / 60e9;
    ObjectNode body = JSON.objectNode();
    body.put("battery", battery);
    body.put("illuminance", Math.round(place.world().climate().illuminance()));
    body.put("linkquality", Math.round(130 + 25 * radio.wave(minutes)));
    body.put("occupancy", place.world().occupied());
    body.put("tick", tick);
    return Message.confirmed(BASE + name, body.toString());
  }

  @Override
  public boolean bridged() {
    return true;
  }

  @Override
  public List<Message> presence(boolean here) {
    return List.of(Message.kept(BASE + name + "/availability", state(here)));
  }

  /// It has nothing that somebody could touch.
  @Override
  public void step() {}
}
