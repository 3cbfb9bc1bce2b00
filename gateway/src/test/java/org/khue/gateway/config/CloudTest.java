package org.khue.gateway.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.khue.gateway.config.GatewayConfig.Cloud;
import org.khue.gateway.uplink.UplinkWay;

/// The block `cloud` of a gateway with a certificate.
class CloudTest {
  private static final String CA = "ab".repeat(32);

  @TempDir Path directory;

  private Loaded<GatewayConfig> load(String cloud) throws IOException {
    Path complete = Path.of("src/test/resources/complete").toAbsolutePath();
    Path file = directory.resolve("gateway.yaml");
    Files.writeString(
        file,
        """
        gateway: gw-lab
        room: %1$s/rooms/lab.yaml
        profiles: %1$s/profiles
        cloud: { %2$s }
        room-broker: { external: "tcp://127.0.0.1:1883" }
        """
            .formatted(complete, cloud));
    return new ConfigLoader(FakeFactory.installed()).load(file);
  }

  private Cloud good(String cloud) throws IOException {
    return switch (load(cloud)) {
      case Loaded.Good<GatewayConfig> good -> good.value().cloud();
      case Loaded.Wrong<GatewayConfig> wrong -> throw new AssertionError(wrong.problems());
    };
  }

  private String problems(String cloud) throws IOException {
    return switch (load(cloud)) {
      case Loaded.Good<GatewayConfig> good -> throw new AssertionError("taken: " + cloud);
      case Loaded.Wrong<GatewayConfig> wrong -> wrong.problems().toString();
    };
  }

  @Test
  void aGatewayWithACertificateNeedsTheUrlAlone() throws IOException {
    URI url = URI.create("https://cloud.example");
    assertEquals(
        new Cloud.WithCertificate(url, null, null, UplinkWay.Choice.AUTO),
        good("url: \"https://cloud.example/\""));
    String whole =
        "url: \"https://cloud.example\", ca: \"%s\", claim-code: \"7K3QFD-X9M2TPRHW4\""
            .formatted(CA);
    assertEquals(
        new Cloud.WithCertificate(url, CA, "7K3QFD-X9M2TPRHW4", UplinkWay.Choice.AUTO),
        good(whole));
    assertEquals(
        UplinkWay.Choice.HTTPS, good("url: \"https://c.example\", uplink: https").uplink());
    assertFalse(good(whole).toString().contains("7K3QFD"), "codes stay out of logs");
  }

  @Test
  void whatDoesNotFitTogetherIsTold() throws IOException {
    assertTrue(problems("").contains("'url' is missing"));
    assertTrue(
        problems("url: \"https://c.example\", mqtt: \"tcp://127.0.0.1:1\", secret-file: x")
            .contains("exclude each other"));
    assertTrue(problems("mqtt: \"tcp://127.0.0.1:1\"").contains("'secret-file' is missing"));
    assertTrue(
        problems("url: \"https://c.example\", claim-code: \"7K3QFD-X9M2TPRHW4\"")
            .contains("'ca' is missing"));
    assertTrue(
        problems("mqtt: \"tcp://127.0.0.1:1\", secret-file: x, uplink: https")
            .contains("'uplink' belongs to a gateway with a certificate"));
    assertTrue(problems("url: \"http://cloud.example\"").contains("https://host"));
  }
}
