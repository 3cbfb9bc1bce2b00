package org.khue.driver.mqtt;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.khue.driver.DeviceConfig;
import org.khue.driver.Driver;
import org.khue.driver.Mutations;
import org.khue.driver.Quality;
import org.khue.driver.RealTime;
import org.khue.driver.RecordingSink;
import org.khue.driver.Sample;
import org.khue.driver.TestLinks;
import org.khue.driver.Value;

class MqttMutationTest {
  private static final Map<String, String> GOOD =
      Map.of(
          "tele/plug/SENSOR",
          "{\"ENERGY\":{\"Power\":62,\"Total\":3.185},\"Tick\":7}",
          "tele/plug/STATE",
          "{\"POWER\":\"ON\",\"Wifi\":{\"RSSI\":82}}",
          "stat/plug/POWER",
          "ON",
          "stat/plug/RESULT",
          "{\"POWER\":\"ON\"}",
          "stat/plug/STATUS2",
          "{\"StatusFWR\":{\"Version\":\"14.2.0(tasmota)\"}}",
          "tele/plug/LWT",
          "{\"state\":\"online\"}");

  @Test
  void spoiledPayloadsMakeOnlyBadSamples() throws Exception {
    Mutations mutations = new Mutations(20_261_124);
    try (Driver driver =
        new MqttJsonFactory()
            .create(
                new DeviceConfig("plug", Map.of("topic", "plug"), "room.yaml:1"),
                Points.plug(),
                new TestLinks(),
                RealTime.CLOCK)) {
      RecordingSink sink = new RecordingSink();
      driver.listen(sink);
      for (int i = 0; i < 10_000; i++) {
        for (Map.Entry<String, String> good : GOOD.entrySet()) {
          byte[] payload = mutations.spoil(good.getValue().getBytes(StandardCharsets.UTF_8));
          ((Subscriber) driver).message(new Message(good.getKey(), payload, i % 7 == 0));
        }
        assertSane(sink.samples);
        sink.samples.clear();
      }
    }
  }

  private static void assertSane(List<Sample> samples) {
    for (Sample sample : samples) {
      boolean finite =
          switch (sample.value()) {
            case Value.Num(double number) -> Double.isFinite(number);
            case Value.Text text -> true;
          };
      assertTrue(finite == (sample.quality() != Quality.BAD), sample::toString);
    }
  }

  @Test
  void spoiledDirectoriesAreOnlyIgnored() throws Exception {
    Mutations mutations = new Mutations(3);
    Directory directory = new Directory();
    byte[] devices =
        "[{\"ieee_address\":\"0x00158d\",\"friendly_name\":\"door\",\"definition\":{\"vendor\":\"A\"}}]"
            .getBytes(StandardCharsets.UTF_8);
    byte[] discovery =
        "{\"t\":\"heater\",\"mac\":\"DC4F22\",\"md\":\"S31\"}".getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < 2_000; i++) {
      directory.message(new Message("zigbee2mqtt/bridge/devices", mutations.spoil(devices), true));
      directory.message(
          new Message("tasmota/discovery/DC4F22/config", mutations.spoil(discovery), true));
    }
    directory.message(new Message("zigbee2mqtt/bridge/devices", devices, true));
    assertTrue(
        directory.find(Dialect.ZIGBEE2MQTT, "door", Duration.ZERO) != null,
        "the whole list is not read any more");
  }
}
