package org.khue.gateway.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.khue.gateway.config.GatewayConfig.RoomBroker;

class RoomBrokerTest {
  @TempDir Path directory;

  @Test
  void aBrokerThatRunsElsewhereIsNamedByItsUri() throws IOException {
    Path complete = Path.of("src/test/resources/complete").toAbsolutePath();
    Path file = directory.resolve("gateway.yaml");
    Files.writeString(
        file,
        """
        gateway: gw-lab
        room: %1$s/rooms/lab.yaml
        profiles: %1$s/profiles
        cloud: { mqtt: "tcp://[::1]:1883", secret-file: %1$s/secret.txt }
        room-broker: { external: "tcp://broker.school.example:1883" }
        """
            .formatted(complete));

    GatewayConfig config =
        switch (new ConfigLoader(FakeFactory.installed()).load(file)) {
          case Loaded.Good<GatewayConfig> good -> good.value();
          case Loaded.Wrong<GatewayConfig> wrong -> throw new AssertionError(wrong.problems());
        };

    URI uri = URI.create("tcp://broker.school.example:1883");
    assertEquals(new RoomBroker.External(uri), config.roomBroker());
    assertEquals(uri, new RoomBroker.External(uri).uri());
    GatewayConfig.Cloud.WithSecret cloud =
        assertInstanceOf(GatewayConfig.Cloud.WithSecret.class, config.cloud());
    assertEquals("[::1]", cloud.mqtt().getHost());
  }
}
