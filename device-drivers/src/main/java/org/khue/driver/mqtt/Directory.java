package org.khue.driver.mqtt;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.khue.driver.Fault;
import org.khue.driver.Identity;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Who is who on a broker, as Zigbee2MQTT (`bridge/devices`) and Tasmota (`tasmota/discovery/…`)
/// tell in retained messages. One a connection, since the list of a large Zigbee network has
/// hundreds of kilobytes and holds all devices.
final class Directory implements Subscriber {
  private static final Logger log = LoggerFactory.getLogger(Directory.class);
  private static final String ZIGBEE_DEVICES = "zigbee2mqtt/bridge/devices";
  static final String TASMOTA_CONFIGS = "tasmota/discovery/+/config";
  static final List<String> FILTERS = List.of(ZIGBEE_DEVICES, TASMOTA_CONFIGS);
  private static final int LONGEST_BYTES = 4 * 1024 * 1024;
  private static final int MOST_DEVICES = 1_000;

  private static final ObjectReader ONE_OF_MANY =
      Payloads.JSON.reader().without(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private record Key(Dialect dialect, String topic) {}

  /// A device as it is told.
  ///
  /// @param offers what it has: relays, measured properties
  record Listing(
      Dialect dialect, String topic, Identity identity, String label, Set<String> offers) {}

  private final Map<Key, Listing> known = new LinkedHashMap<>();

  @Override
  public void message(Message message) {
    if (message.payload().length > LONGEST_BYTES) {
      log.debug("{}: a list of {} bytes is not read", message.topic(), message.payload().length);
      return;
    }
    try (JsonParser parser = Payloads.JSON.createParser(message.payload())) {
      if (message.topic().equals(ZIGBEE_DEVICES)) {
        zigbee(parser);
      } else {
        tasmota(Payloads.JSON.readTree(parser));
      }
    } catch (IOException e) {
      log.debug("{}: not the JSON that was expected", message.topic());
    }
  }

  /// Zigbee2MQTT documentation, `zigbee2mqtt/bridge/devices`: an array, read one device at a time.
  private void zigbee(JsonParser parser) throws IOException {
    if (parser.nextToken() != JsonToken.START_ARRAY) {
      return;
    }
    for (int i = 0; i < MOST_DEVICES && parser.nextToken() == JsonToken.START_OBJECT; i++) {
      JsonNode device = ONE_OF_MANY.readTree(parser);
      JsonNode definition = device.path("definition");
      if (device.path("type").asText().equals("Coordinator")) {
        continue; // The bridge's own radio.
      }
      String name = device.path("friendly_name").asText();
      put(
          new Listing(
              Dialect.ZIGBEE2MQTT,
              name,
              new Identity(
                  first(definition.path("vendor"), device.path("manufacturer")),
                  first(definition.path("model"), device.path("model_id")),
                  text(device.path("ieee_address")),
                  text(device.path("software_build_id"))),
              name,
              Offers.zigbee(definition.path("exposes"))));
    }
  }

  /// Tasmota discovery: `t` topic, `mac`, `md` module, `sw` version, `dn` name, `rl` relays.
  private void tasmota(@Nullable JsonNode config) {
    if (config != null && config.isObject()) {
      String topic = config.path("t").asText();
      put(
          new Listing(
              Dialect.TASMOTA,
              topic,
              new Identity(
                  "Tasmota",
                  text(config.path("md")),
                  TasmotaStatus.serial(text(config.path("mac"))),
                  TasmotaStatus.version(text(config.path("sw")))),
              text(config.path("dn")).isEmpty() ? topic : text(config.path("dn")),
              Offers.tasmota(config)));
    }
  }

  private static String first(JsonNode better, JsonNode other) {
    String text = text(better);
    return text.isEmpty() ? text(other) : text;
  }

  private static String text(JsonNode node) {
    String text = node.isTextual() ? node.textValue().strip() : "";
    return text.length() > 128 ? text.substring(0, 128) : text;
  }

  private synchronized void put(Listing listing) {
    Key key = new Key(listing.dialect(), listing.topic());
    if (listing.topic().isEmpty() || (known.size() >= MOST_DEVICES && !known.containsKey(key))) {
      return;
    }
    known.put(key, listing);
    notifyAll();
  }

  /// All that were told of so far.
  synchronized List<Listing> all() {
    return List.copyOf(known.values());
  }

  /// Waits for a word about the device, at most so long; null if none comes.
  synchronized @Nullable Identity find(Dialect dialect, String topic, Duration patience)
      throws InterruptedException {
    Key key = new Key(dialect, topic);
    long until = System.nanoTime() + patience.toNanos();
    for (Listing found = known.get(key); ; found = known.get(key)) {
      long left = until - System.nanoTime();
      if (found != null || left <= 0) {
        return found == null ? null : found.identity();
      }
      wait(left / 1_000_000, (int) (left % 1_000_000));
    }
  }

  /// What it knows goes with the connection that holds it.
  @Override
  public void connectionLost(Fault fault) {}
}
