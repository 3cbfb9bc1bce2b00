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
import java.util.Locale;
import java.util.Map;
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

      configurationsGoOverTheSameConnection(demo, gateway.getFileName().toString());

      demo.revoke(0);
      Path log = folder.resolve("logs").resolve(gateway.getFileName() + ".log");
      Awaitility.await()
          .atMost(Duration.ofSeconds(60))
          .until(() -> Files.readString(log).contains("was revoked"));
      assertEquals(0, demo.gatewayFailures(), "it goes on without the cloud");
    }
  }

  /// From the cloud's process to the gateway's: one that it takes, and one that it cannot use.
  private static void configurationsGoOverTheSameConnection(Demo demo, String gateway)
      throws Exception {
    String path = "/api/v1/gateways/" + gateway;
    try (CloudVisitor officer = new CloudVisitor(demo.url(), "it-officer")) {
      Awaitility.await()
          .atMost(Duration.ofSeconds(60))
          .until(() -> officer.get(path + "/running-config").status() == 200);
      String runs = officer.get(path + "/running-config").body().path("body").asText();
      String next = runs + "# from the cloud\n";
      assertEquals("applied", outcome(officer, path, next));
      Awaitility.await()
          .atMost(Duration.ofSeconds(60))
          .until(() ->
              officer.get(path + "/running-config").body().path("body").asText().equals(next));
      assertEquals(
          "refused",
          outcome(officer, path, next.replaceFirst("profile: \\S+", "profile: no-such")));
      assertEquals(
          next, officer.get(path + "/running-config").body().path("body").asText(), "it goes on");
    }
  }

  /// What becomes of a configuration that is sent.
  private static String outcome(CloudVisitor officer, String path, String body) throws Exception {
    CloudVisitor.Answer draft =
        officer.putJson(path + "/config-draft", Map.of("body", body, "note", "test"));
    assertEquals(200, draft.status(), draft.text());
    String version = path + "/configs/" + draft.body().path("number").asLong();
    CloudVisitor.Answer sent = officer.postJson(version + "/send", Map.of());
    assertEquals(200, sent.status(), sent.text());
    Awaitility.await()
        .atMost(Duration.ofMinutes(3))
        .until(() -> !state(officer.get(version)).equals("sent"));
    return state(officer.get(version));
  }

  private static String state(CloudVisitor.Answer version) {
    return version.body().path("version").path("state").asText().toLowerCase(Locale.ROOT);
  }

  private static long readings(Demo demo) throws InterruptedException {
    return demo.summary().map(Summary::readings).orElse(0L);
  }
}
