package org.khue.sim.device.mqtt;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import org.khue.sim.device.LessonFollower;
import org.khue.sim.device.Place;
import org.khue.sim.device.power.Electricity;
import org.khue.sim.device.power.EnergyCounter;
import org.khue.sim.device.power.Load;
import org.khue.sim.device.power.Mains;

/// A metering plug with Tasmota's topics and payloads (Tasmota documentation: MQTT, Commands,
/// Energy Monitoring, PulseTime), and `Tick` beside `ENERGY`. In lessons somebody presses its
/// button.
public final class SimulatedPlug extends MqttNode {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final String MODULE = "Khue plug";
  private static final String SOFTWARE = "14.2.0";
  private static final String VERSION = SOFTWARE + "(tasmota)";
  private static final double POWER_FACTOR = 0.95;

  private final String topic;
  private final Mains mains;
  private final Load load;
  private final EnergyCounter energy;
  private final double energyAtStart;
  private final LessonFollower hand;
  private final StatusLight light = new StatusLight();
  private final PulseTime pulse;
  private volatile boolean on;

  public SimulatedPlug(Place place) {
    this(place, PERIOD);
  }

  SimulatedPlug(Place place, Duration period) {
    super(place, period);
    this.topic = place.entry().text("topic", place.entry().id());
    this.mains = new Mains(place.world(), place.room().id());
    this.load = Load.ofPlug(place.world(), place.noise("load"));
    this.energyAtStart = 20 + 400 * place.noise("energy").unit(0);
    this.energy = new EnergyCounter(energyAtStart, place.world().elapsed());
    this.pulse = new PulseTime(topic);
    this.hand = new LessonFollower(place.world(), 0.3);
  }

  @Override
  public Message will() {
    return Message.kept("tele/" + topic + "/LWT", "Offline");
  }

  @Override
  public List<String> subscriptions() {
    return List.of("cmnd/" + topic + "/+");
  }

  @Override
  public List<Message> greeting() {
    ObjectNode info = JSON.objectNode();
    info.putObject("Info1").put("Module", MODULE).put("Version", VERSION);
    return List.of(
        Message.kept("tele/" + topic + "/LWT", "Online"),
        discovery(),
        sensors(),
        Message.of("tele/" + topic + "/INFO1", info.toString()),
        powerMessage(),
        state());
  }

  /// By which others learn who it is (Tasmota documentation, MQTT discovery): name, topic, address,
  /// module, version and relays.
  private Message discovery() {
    ObjectNode config = JSON.objectNode();
    config.put("dn", topic).put("t", topic).put("mac", mac().replace(":", ""));
    config.put("md", MODULE).put("sw", SOFTWARE).putArray("rl").add(1).add(0);
    return Message.kept(discoveryTopic("config"), config.toString());
  }

  /// The names of its sensors, with values of the moment.
  private Message sensors() {
    ObjectNode sensors = JSON.objectNode().put("ver", 1);
    sensors.set("sn", measured());
    return Message.kept(discoveryTopic("sensors"), sensors.toString());
  }

  private String discoveryTopic(String what) {
    return "tasmota/discovery/" + mac().replace(":", "") + "/" + what;
  }

  @Override
  public List<Message> reply(String commandTopic, String payload) {
    String command =
        commandTopic.substring(commandTopic.lastIndexOf('/') + 1).toUpperCase(Locale.ROOT);
    return switch (command) {
      case "POWER", "POWER1" -> power(payload.strip().toUpperCase(Locale.ROOT));
      case "PULSETIME", "PULSETIME1" -> List.of(pulse.told(payload.strip(), elapsed()));
      case "STATUS" -> List.of(status(payload.strip()));
      case "LEDSTATE", "BACKLOG" ->
          light.reply(command, payload).map(this::result).stream().toList();
      default -> List.of(result(JSON.objectNode().put("Command", "Unknown")));
    };
  }

  private List<Message> power(String order) {
    switch (order) {
      case "ON", "1" -> switched(true);
      case "OFF", "0" -> switched(false);
      case "TOGGLE", "2" -> switched(!on);
      default -> {} // an empty payload asks only
    }
    return powerResult();
  }

  private void switched(boolean state) {
    on = state;
    pulse.switched(state, elapsed());
  }

  private Duration elapsed() {
    return place.world().elapsed();
  }

  private List<Message> powerResult() {
    return List.of(result(JSON.objectNode().put("POWER", onOff())), powerMessage());
  }

  private Message powerMessage() {
    return Message.of("stat/" + topic + "/POWER", onOff());
  }

  private Message result(ObjectNode body) {
    return Message.of("stat/" + topic + "/RESULT", body.toString());
  }

  private String onOff() {
    return on ? "ON" : "OFF";
  }

  private Message status(String number) {
    ObjectNode root = JSON.objectNode();
    switch (number) {
      case "2" ->
          root.putObject("StatusFWR")
              .put("Version", VERSION)
              .put("Hardware", "ESP8266EX (simulated)");
      case "5" -> root.putObject("StatusNET").put("Hostname", topic).put("Mac", mac());
      case "8", "10" -> root.set("StatusSNS", measured());
      case "11" -> root.set("StatusSTS", stateBody());
      default ->
          root.putObject("Status")
              .put("DeviceName", topic)
              .put("Topic", topic)
              .put("Power", on ? 1 : 0);
    }
    return Message.of(
        "stat/" + topic + "/STATUS" + (root.has("Status") ? "" : number), root.toString());
  }

  /// Of the locally administered range, as nobody made this device.
  private String mac() {
    long bits = place.noise("mac").bits(0);
    return String.format(
        Locale.ROOT,
        "02:4B:48:%02X:%02X:%02X",
        bits & 0xFF,
        (bits >> 8) & 0xFF,
        (bits >> 16) & 0xFF);
  }

  @Override
  public List<Message> companions() {
    return List.of(state());
  }

  private Message state() {
    return Message.of("tele/" + topic + "/STATE", stateBody().toString());
  }

  private ObjectNode stateBody() {
    Duration up = place.world().elapsed();
    ObjectNode body = JSON.objectNode().put("Time", time());
    body.put(
        "Uptime",
        String.format(
            Locale.ROOT,
            "%dT%02d:%02d:%02d",
            up.toDays(),
            up.toHoursPart(),
            up.toMinutesPart(),
            up.toSecondsPart()));
    body.put("UptimeSec", up.toSeconds()).put("POWER", onOff());
    body.putObject("Wifi").put("AP", 1).put("SSId", "simulated").put("RSSI", 74).put("Signal", -63);
    return body;
  }

  @Override
  public Message sample(long tick) {
    return Message.confirmed("tele/" + topic + "/SENSOR", measured().put("Tick", tick).toString());
  }

  private ObjectNode measured() {
    double watts = on ? load.watts() : 0;
    Electricity now = mains.feeding(watts, POWER_FACTOR);
    double total = energy.advance(place.world().elapsed(), watts);
    ObjectNode body = JSON.objectNode().put("Time", time());
    body.putObject("ENERGY")
        .put("Total", decimals(total, 3))
        .put("Today", decimals(total - energyAtStart, 3))
        .put("Power", Math.round(watts))
        .put("ApparentPower", Math.round(now.apparentPower()))
        .put("ReactivePower", Math.round(now.reactivePower()))
        .put("Factor", decimals(watts > 0 ? POWER_FACTOR : 0, 2))
        .put("Voltage", Math.round(now.voltage()))
        .put("Current", decimals(now.current(), 3));
    return body;
  }

  private static BigDecimal decimals(double value, int places) {
    return BigDecimal.valueOf(value).setScale(places, RoundingMode.HALF_UP);
  }

  private String time() {
    return LocalDateTime.ofInstant(place.world().now(), ZoneOffset.UTC)
        .truncatedTo(ChronoUnit.SECONDS)
        .toString();
  }

  @Override
  public boolean bridged() {
    return false;
  }

  @Override
  public List<Message> presence(boolean here) {
    return List.of();
  }

  @Override
  public void step() {
    if (pulse.over(elapsed())) {
      press(false);
    }
    switch (hand.step()) {
      case TAKES -> press(true);
      case LEAVES -> press(false);
      case NOTHING -> {}
    }
  }

  private void press(boolean state) {
    if (on != state) {
      switched(state);
      tell(this::powerResult);
    }
  }
}
