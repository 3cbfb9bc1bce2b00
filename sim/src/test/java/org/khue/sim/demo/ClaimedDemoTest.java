package org.khue.sim.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Gateways that are claimed and connect with certificates, in real processes.
class ClaimedDemoTest {
  private static final int SHIFT = 5900;

  @Test
  void claimedGatewaysDeliverOverMutualTlsUntilOneIsRevoked(@TempDir Path folder) throws Exception {
    List<String> missing = Parts.ofSystemProperties().missing();
    assumeTrue(
        missing.isEmpty(),
        "skipped: needs the packaged parts (run mvn verify, not mvn test): " + missing);
    DemoOptions options = new DemoOptions(1, 10, folder, SHIFT, 1, true);
    try (Demo demo = Demo.prepare(options, Parts.ofSystemProperties(), line -> {})) {
      Summary first = demo.start();
      assertEquals(1, first.gateways());
      Path gateway;
      try (var all = Files.list(folder.resolve("gateways"))) {
        gateway = all.findFirst().orElseThrow();
      }
      Path identity = gateway.resolve("data/identity/identity.pem");
      assertEquals(
          "rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(identity)));
      assertFalse(Files.exists(gateway.resolve("data/identity/next-key.pem")));

      // After a restart it comes back with the certificate that it has.
      demo.killGateway(0);
      assertTrue(demo.awaitGatewayStarts(0, 2, Duration.ofSeconds(60)));
      long before = readings(demo);
      Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> readings(demo) > before);

      demo.revoke(0);
      Path log = folder.resolve("logs").resolve(gateway.getFileName() + ".log");
      Awaitility.await()
          .atMost(Duration.ofSeconds(60))
          .until(() -> Files.readString(log).contains("was revoked"));
      assertEquals(0, demo.gatewayFailures(), "it goes on without the cloud");
    }
  }

  private static long readings(Demo demo) throws InterruptedException {
    return demo.summary().map(Summary::readings).orElse(0L);
  }
}
