package org.khue.sim.install;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.khue.contract.update.ReleaseKeys;
import org.khue.contract.update.UpdateFile;
import org.khue.contract.update.UpdateManifest;
import org.khue.contract.update.UpdatePackage;

/// Real gateway processes with their real launcher: one goes forward, killed on the way; one goes
/// back by itself from a version that does not start.
class UpdateProcessTest {
  private static final Duration LIMIT = Duration.ofMinutes(3);

  @TempDir Path directory;
  private KeyPair keys;

  @BeforeEach
  void key() throws Exception {
    keys = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
  }

  @Test
  void aGatewayGoesForwardThoughItIsKilledOnTrialAndBackFromAVersionThatDoesNotStart()
      throws Exception {
    configure();
    try (Supervised gateway = new Supervised(directory)) {
      gateway.start();
      await().atMost(LIMIT).until(() -> gateway.sequence().equals(Optional.of("1")));
      hand(gateway, 5, Files.readString(Supervised.options()));
      await().atMost(LIMIT).until(() -> gateway.sequence().equals(Optional.of("5")));
      assertEquals("good=0 before=0 trial=5", gateway.pointer());
      gateway.kill();
      await()
          .atMost(LIMIT)
          .failFast(
              () -> gateway.pointer().contains("trial=0") && gateway.pointer().contains("good=0"))
          .until(() -> gateway.pointer().equals("good=5 before=0 trial=0"));
      assertEquals("5", gateway.sequence().orElse(""));

      // The Java machine refuses such a heap: the process ends before it can judge itself.
      hand(gateway, 7, "-Xmx1k\n");
      await().atMost(LIMIT).until(() -> gateway.pointer().equals("good=5 before=0 trial=7"));
      await().atMost(LIMIT).until(() -> gateway.pointer().equals("good=5 before=0 trial=0"));
      assertEquals("5", gateway.sequence().orElse(""));
      await().atMost(LIMIT).until(() -> !Files.exists(gateway.updates.resolve("versions/7")));
      hand(gateway, 7, Files.readString(Supervised.options()));
      await().atMost(LIMIT).until(() -> gateway.said().contains("An update is refused (older)"));
      assertTrue(gateway.said().contains("READY gateway=gw-1"));
    }
  }

  private void configure() throws IOException {
    Files.writeString(directory.resolve("release.pem"), ReleaseKeys.pem(keys.getPublic()));
    Files.writeString(directory.resolve("secret.txt"), "secret\n");
    Files.writeString(
        directory.resolve("room.yaml"),
        """
        room: { id: room-1, kind: classroom, name: { vi: "Phòng 1", en: "Room 1" } }
        simulated: true
        devices:
          - { id: meter, profile: sdm120, connection: { host: 127.0.0.1, port: 1, unit-id: 1 } }
        """);
    Files.writeString(
        directory.resolve("gateway.yaml"),
        """
        gateway: gw-1
        data: data
        room: room.yaml
        profiles: "%s"
        cloud: { mqtt: "tcp://127.0.0.1:1", secret-file: secret.txt }
        local-site: "127.0.0.1:%d"
        updates: { keys: release.pem, settle: 3s, patience: 2m }
        """
            .formatted(
                Path.of("../firmware-config/profiles").toAbsolutePath().normalize(), freePort()));
  }

  /// Makes a package of this build, with other options, and hands it over.
  private void hand(Supervised gateway, long sequence, String options) throws Exception {
    byte[] text = options.getBytes(StandardCharsets.UTF_8);
    Map<String, Path> program = new LinkedHashMap<>();
    List<UpdateFile> files = new ArrayList<>();
    files.add(file("gateway.options", text.length, new ByteArrayInputStream(text)));
    for (Path each : Supervised.program()) {
      program.put(Supervised.name(each), each);
      try (InputStream in = Files.newInputStream(each)) {
        files.add(file(Supervised.name(each), Files.size(each), in));
      }
    }
    Path made = directory.resolve("made");
    UpdatePackage.write(
        made,
        new UpdateManifest(UpdateManifest.PRODUCT, sequence, "1." + sequence, 0, "all", 0, files),
        keys.getPrivate(),
        keys.getPublic(),
        each -> {
          Path from = program.get(each.path());
          return from == null ? new ByteArrayInputStream(text) : Files.newInputStream(from);
        });
    Path incoming = Files.createDirectories(gateway.updates.resolve("incoming"));
    Files.move(made, incoming.resolve("new.khue-update"), StandardCopyOption.ATOMIC_MOVE);
  }

  private static UpdateFile file(String path, long size, InputStream content) throws IOException {
    return new UpdateFile(path, size, UpdatePackage.sha256(content));
  }

  private static int freePort() throws IOException {
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return free.getLocalPort();
    }
  }
}
