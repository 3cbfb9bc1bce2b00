package org.khue.driver.coap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.khue.driver.AddressRange;
import org.khue.driver.Candidate;
import org.khue.driver.DeviceConfig;
import org.khue.driver.Driver;
import org.khue.driver.Fault;
import org.khue.driver.Outcome;
import org.khue.driver.Pace;
import org.khue.driver.PointSpec;
import org.khue.driver.RealTime;
import org.khue.driver.Scope;
import org.khue.driver.TestLinks;

/// Against libcoap's server, a node of other hands, where it is installed.
class LibcoapTest {
  private static final Path SERVER = Path.of("/usr/bin/coap-server-notls");

  @Test
  void aNodeOfLibcoapIsFoundAndItsPlainTextIsNoSenml() throws Exception {
    assumeTrue(Files.isExecutable(SERVER), "libcoap is not installed: apt install libcoap3-bin");
    int port;
    try (DatagramSocket probe = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
      port = probe.getLocalPort();
    }
    Process process =
        new ProcessBuilder(SERVER.toString(), "-A", "127.0.0.1", "-p", String.valueOf(port))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    PointSpec time = Points.read("time", "s");
    try (Driver driver =
        new CoapSenmlFactory()
            .create(
                new DeviceConfig(
                    "libcoap",
                    Map.of("host", "127.0.0.1", "port", port, "path", "/time", "observe", false),
                    "room.yaml:1"),
                Points.profile(time),
                new TestLinks(),
                RealTime.CLOCK)) {
      Awaitility.await()
          .atMost(Duration.ofSeconds(10))
          .until(() -> driver.probe(RealTime.inMillis(2_000)) instanceof Outcome.Ok);
      Fault fault =
          assertInstanceOf(
                  Outcome.Failed.class,
                  Objects.requireNonNull(
                      driver.read(List.of(time), RealTime.inMillis(2_000)).get("time")))
              .fault();
      assertEquals("protocol", fault.code(), fault.message());
      assertEquals(Map.of("host", "127.0.0.1", "port", port), found(port).connection());
    } finally {
      process.destroy();
      if (!process.waitFor(5, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    }
  }

  /// What a search tells of it: its resources have types, but none bears SenML.
  private static Candidate found(int port) throws InterruptedException {
    List<Candidate> found = new CopyOnWriteArrayList<>();
    Scope scope =
        new Scope(
            List.of(AddressRange.parse("127.0.0.1:" + port)),
            List.of(),
            false,
            Set.of(),
            new TestLinks(),
            new Pace(100, RealTime.CLOCK),
            RealTime.inMillis(5_000));
    new CoapSenmlFactory().discoverer().orElseThrow().scan(scope, found::add);
    return found.getFirst();
  }
}
