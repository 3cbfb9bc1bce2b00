package org.khue.sim.wire;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import org.eclipse.californium.core.CoapClient;
import org.eclipse.californium.core.CoapHandler;
import org.eclipse.californium.core.CoapObserveRelation;
import org.eclipse.californium.core.CoapResponse;
import org.eclipse.californium.core.config.CoapConfig;
import org.eclipse.californium.core.network.CoapEndpoint;
import org.eclipse.californium.elements.config.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.khue.sim.device.Peers;
import org.khue.sim.device.Places;
import org.khue.sim.device.SimDevice;
import org.khue.sim.device.coap.SimulatedClimate;
import org.khue.sim.device.modbus.SimulatedMeter;
import org.khue.sim.device.mqtt.SimulatedPlug;
import org.khue.sim.ledger.Count;
import org.khue.sim.world.RoomWorld;

/// What Wireshark makes of our traffic.
@Timeout(60)
final class CaptureTest {
  /// Wireshark's number of the expert group "Malformed".
  private static final String MALFORMED = "117440512";

  @TempDir Path directory = Path.of("");
  private final RoomWorld world = Places.world(Places.steady(), Places.LESSON);

  @Test
  void wiresharkFindsNoMalformedPacket() throws Exception {
    Peers.require("tshark");
    Peers.require("mosquitto");
    int mqtt = freePort();
    int modbus = freePort();
    int coap = Places.freeUdpPort();
    Path capture = directory.resolve("lo.pcap");
    Path log = directory.resolve("tshark.log");
    String filter = "tcp port " + mqtt + " or tcp port " + modbus + " or udp port " + coap;
    Process tshark = Peers.start(log, "tshark", "-i", "lo", "-f", filter, "-w", capture.toString());
    try {
      await().until(() -> !tshark.isAlive() || Files.exists(capture) && Files.size(capture) > 0);
      assumeTrue(
          tshark.isAlive(), "Capturing on lo is not permitted here: " + Files.readString(log));
      play(mqtt, modbus, coap);
    } finally {
      Peers.end(tshark);
    }
    List<String> packets = decode(capture, mqtt, modbus, coap);

    assertEquals(
        List.of(), packets.stream().filter(packet -> packet.contains("malformed")).toList());
    for (String seen :
        List.of(
            "mqtt type=3 qos=1",
            "mqtt type=1 will=1",
            "modbus func=4 values=",
            "modbus func=4 exception=2",
            "modbus func=43 object=Eastron",
            "coap type=0 code=69 observe=",
            "coap type=2 code=69 observe=0 format=application/senml+json")) {
      assertTrue(packets.stream().anyMatch(packet -> packet.contains(seen)), seen + " " + packets);
    }
  }

  /// One line a packet, with what the loop above looks for.
  private static List<String> decode(Path capture, int mqtt, int modbus, int coap)
      throws Exception {
    String json =
        Peers.run(
            "tshark",
            "-r",
            capture.toString(),
            "-T",
            "fields",
            "-E",
            "separator=|",
            "-E",
            "occurrence=f",
            "-d",
            "tcp.port==" + mqtt + ",mqtt",
            "-d",
            "udp.port==" + coap + ",coap",
            "-o",
            "mbtcp.tcp.port:" + modbus,
            "-e",
            "_ws.expert.group",
            "-e",
            "mqtt.msgtype",
            "-e",
            "mqtt.qos",
            "-e",
            "mqtt.conflag.willflag",
            "-e",
            "modbus.func_code",
            "-e",
            "modbus.regval_uint16",
            "-e",
            "modbus.exception_code",
            "-e",
            "modbus.object_str_value",
            "-e",
            "coap.type",
            "-e",
            "coap.code",
            "-e",
            "coap.opt.observe",
            "-e",
            "coap.opt.ctype");
    assertFalse(json.contains("tshark:"), json);
    return json.lines().map(CaptureTest::words).filter(line -> !line.isEmpty()).toList();
  }

  /// What the fields of a packet say, in words; empty for one without any.
  private static String words(String line) {
    String[] cells = line.split("\\|", -1);
    if (cells.length < 12) {
      return "";
    }
    StringBuilder words = new StringBuilder();
    add(words, "malformed group=", cells[0].equals(MALFORMED) ? cells[0] : "");
    add(words, "mqtt type=", cells[1]);
    add(words, " qos=", cells[2]);
    add(words, " will=", cells[3]);
    add(words, "modbus func=", cells[4]);
    add(words, " values=", cells[5]);
    add(words, " exception=", cells[6]);
    add(words, " object=", cells[7]);
    add(words, "coap type=", cells[8]);
    add(words, " code=", cells[9]);
    add(words, " observe=", cells[10]);
    add(words, " format=", cells[11]);
    return words.toString();
  }

  private static void add(StringBuilder words, String name, String value) {
    if (!value.isEmpty()) {
      words.append(name).append(value);
    }
  }

  private void play(int mqtt, int modbus, int coap) throws Exception {
    Path settings =
        Files.writeString(
            directory.resolve("mosquitto.conf"),
            "listener " + mqtt + " 127.0.0.1\nallow_anonymous true\n");
    Process broker =
        Peers.start(directory.resolve("mosquitto.log"), "mosquitto", "-c", settings.toString());
    try (SimDevice meter = new SimulatedMeter(Places.place("sdm120", at(modbus), world));
        SimDevice climate = new SimulatedClimate(Places.place("coap-climate", at(coap), world));
        SimDevice plug =
            new SimulatedPlug(
                Places.place(
                    "tasmota-plug",
                    "{ topic: bench }",
                    world,
                    "tcp://127.0.0.1:" + mqtt,
                    directory))) {
      meter.open();
      climate.open();
      plug.open();
      ask(modbus);
      observe(coap, climate);
      await().until(() -> ticked(plug) >= 1);
    } finally {
      Peers.end(broker);
    }
  }

  private static String at(int port) {
    return "{ host: 127.0.0.1, port: " + port + " }";
  }

  private static long ticked(SimDevice device) {
    return ((Count.Ticked) device.count().orElseThrow()).last();
  }

  /// A good question, a wrong one, the tick, and who it is.
  private static void ask(int port) throws IOException {
    String[] pdus = {"0400000008", "0400020002", "04FC000002", "2B0E0100"};
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      DataInputStream in = new DataInputStream(socket.getInputStream());
      for (int i = 0; i < pdus.length; i++) {
        String header = "%04X0000%04X01".formatted(i, pdus[i].length() / 2 + 1);
        socket.getOutputStream().write(HexFormat.of().parseHex(header + pdus[i]));
        in.skipNBytes(4);
        in.skipNBytes(in.readUnsignedShort());
      }
    }
  }

  private static void observe(int port, SimDevice climate) throws IOException {
    CoapConfig.register();
    CoapEndpoint endpoint =
        new CoapEndpoint.Builder()
            .setConfiguration(Configuration.createStandardWithoutFile())
            .build();
    endpoint.start();
    CoapObserveRelation relation =
        new CoapClient("coap://127.0.0.1:" + port + "/senml")
            .setEndpoint(endpoint)
            .observe(
                new CoapHandler() {
                  @Override
                  public void onLoad(CoapResponse response) {}

                  @Override
                  public void onError() {}
                },
                110);
    await()
        .until(() -> {
          climate.step();
          return ticked(climate) >= 3;
        });
    relation.proactiveCancel();
    endpoint.destroy();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
