package org.khue.sim.install;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The Debian package on this very machine: installed, started, upgraded, removed and purged. It
/// changes the machine, so it runs only where that was asked for, and leaves nothing behind.
class GatewayPackageTest {
  private static final Path PACKAGE = Path.of("../gateway/target/khue-gateway.deb");
  private static final Path VERSIONS = Path.of("/opt/khue/gateway");
  private static final Path CONFIGURATION = Path.of("/etc/khue/gateway.yaml");
  private static final Path DATA = Path.of("/var/lib/khue-gateway");

  /// What `systemd-analyze security` may say at most, in tenths.
  private static final int MOST_EXPOSURE = 20;

  /// The Java that runs the tests, wherever it lies.
  private static final Map<String, String> JAVA =
      Map.of("KHUE_JAVA_HOME", System.getProperty("java.home"));

  @TempDir Path directory;
  private boolean installed;

  @BeforeEach
  void onlyWhereItWasAskedFor() {
    Assumptions.assumeTrue(
        "yes".equals(System.getenv("KHUE_PACKAGE_TEST")),
        "left out: it installs and purges a package; KHUE_PACKAGE_TEST=yes runs it, as root on Debian");
    Assumptions.assumeFalse(Files.exists(VERSIONS), "a gateway is installed here: left alone");
  }

  @AfterEach
  void nothingStays() throws Exception {
    if (installed) {
      run("dpkg", "--purge", "khue-gateway");
    }
  }

  @Test
  void itIsInstalledStartedUpgradedRemovedAndPurged() throws Exception {
    installed = true;
    install(PACKAGE);
    Path first = VERSIONS.resolve("0.1.0~dev");
    assertEquals(first, VERSIONS.resolve("current").toRealPath());
    assertTrue(Files.size(first.resolve("gateway.aot")) > 1_000_000, "no start-up cache");
    assertEquals("drwx------ khue-gateway", owner(DATA));

    String checked = run("khue-gateway", "check", "/usr/share/khue");
    assertFalse(checked.contains("error"), checked);
    unitIsSoundAndHardened();

    configure();
    starts();
    assertTrue(Files.isDirectory(DATA.resolve("journal")), "no journal in " + DATA);

    install(nextVersion());
    assertFalse(Files.exists(first), "the old version stays");
    Path second = VERSIONS.resolve("0.2.0");
    assertEquals(second, VERSIONS.resolve("current").toRealPath());
    assertTrue(Files.exists(second.resolve("gateway.aot")), "no start-up cache after the upgrade");
    assertTrue(Files.exists(CONFIGURATION), "the upgrade took the configuration");
    starts();

    run("dpkg", "--remove", "khue-gateway");
    assertTrue(Files.exists(CONFIGURATION), "removing took the configuration");
    assertTrue(Files.exists(DATA), "removing took what was not yet sent");
    assertFalse(Files.exists(Path.of("/usr/bin/khue-gateway")));

    run("dpkg", "--purge", "khue-gateway");
    for (Path path : List.of(VERSIONS, CONFIGURATION.getParent(), DATA)) {
      assertFalse(Files.exists(path), path + " is left behind");
    }
    assertFalse(Files.readString(Path.of("/etc/passwd")).contains("khue-gateway"));
  }

  private void unitIsSoundAndHardened() throws Exception {
    String unit = "/usr/lib/systemd/system/khue-gateway.service";
    assertEquals("", run("systemd-analyze", "verify", "--recursive-errors=no", unit).strip());
    run(
        "systemd-analyze",
        "security",
        "--offline=true",
        "--no-pager",
        "--threshold=" + MOST_EXPOSURE,
        unit);
  }

  /// A room without devices that need a wire; its one device is just not there.
  private void configure() throws Exception {
    Files.writeString(
        Path.of("/etc/khue/room.yaml"),
        """
        room: { id: room-1, kind: classroom, name: { vi: "Phòng 1", en: "Room 1" } }
        simulated: true
        devices:
          - { id: meter, profile: sdm120, connection: { host: 127.0.0.1, port: 1, unit-id: 1 } }
        """);
    Files.writeString(Path.of("/etc/khue/secret.txt"), "secret\n");
    Files.writeString(
        CONFIGURATION,
        """
        gateway: gw-1
        data: /var/lib/khue-gateway
        room: room.yaml
        profiles: /usr/share/khue/profiles
        cloud: { mqtt: "tcp://127.0.0.1:1", secret-file: secret.txt }
        local-site: "127.0.0.1:18081"
        """);
  }

  /// As the unit starts it: as its own user.
  private static void starts() throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder(
                "runuser",
                "-u",
                "khue-gateway",
                "--",
                "khue-gateway",
                "--config",
                "" + CONFIGURATION)
            .redirectErrorStream(true);
    builder.environment().putAll(JAVA);
    Process gateway = builder.start();
    try (BufferedReader lines = gateway.inputReader(StandardCharsets.UTF_8)) {
      StringBuilder said = new StringBuilder();
      String line = lines.readLine();
      while (line != null && !line.startsWith("READY ")) {
        said.append(line).append('\n');
        line = lines.readLine();
      }
      assertTrue(line != null, "it ended and said:\n" + said);
      try (HttpClient client = HttpClient.newHttpClient()) {
        HttpRequest health =
            HttpRequest.newBuilder(URI.create("http://127.0.0.1:18081/health")).build();
        String answer = client.send(health, BodyHandlers.ofString()).body();
        assertTrue(answer.contains("\"gateway\":\"gw-1\""), answer);
      }
      // The child of runuser is the gateway; it ends cleanly when it is told to.
      gateway.descendants().findFirst().orElseThrow().destroy();
      assertTrue(gateway.waitFor(20, TimeUnit.SECONDS), "it does not end");
      assertEquals(0, gateway.exitValue());
    } finally {
      gateway.descendants().forEach(ProcessHandle::destroyForcibly);
      gateway.destroyForcibly();
    }
  }

  /// The same files under a higher version number.
  private Path nextVersion() throws Exception {
    Path tree = directory.resolve("next");
    run("dpkg-deb", "--raw-extract", "" + PACKAGE, "" + tree);
    Files.move(tree.resolve("opt/khue/gateway/0.1.0~dev"), tree.resolve("opt/khue/gateway/0.2.0"));
    for (String file : List.of("control", "postinst", "prerm", "postrm", "md5sums")) {
      Path path = tree.resolve("DEBIAN").resolve(file);
      Files.writeString(path, Files.readString(path).replace("0.1.0~dev", "0.2.0"));
    }
    Path next = directory.resolve("next.deb");
    run("dpkg-deb", "-Znone", "--root-owner-group", "--build", "" + tree, "" + next);
    return next;
  }

  /// Java lies where it lies on this machine, not always in a package that dpkg knows.
  private static void install(Path deb) throws Exception {
    run("dpkg", "--force-depends", "--install", deb.toAbsolutePath().normalize().toString());
  }

  private static String owner(Path path) throws Exception {
    return run("stat", "-c", "%A %U", path.toString()).strip();
  }

  private static String run(String... command) throws Exception {
    Commands.Result result = Commands.run(JAVA, command);
    assertTrue(result.good(), String.join(" ", command) + "\n" + result.said());
    return result.said();
  }
}
