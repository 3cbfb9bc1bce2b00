package org.khue.sim.doctor;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `./khue doctor`
@Command(
    name = "doctor",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description =
        "Looks at Java, ports, clock, disk, database, broker and certificates, and says how to mend each. Exit 1 if something is bad.")
public final class DoctorCommand implements Callable<Integer> {
  private static final int POSTGRESQL_PORT = 5432;
  private static final int MQTT_PORT = 1883;

  @Option(
      names = "--data",
      defaultValue = ".",
      description = "the folder whose disk is looked at (.)")
  private Path data = Path.of(".");

  @Option(names = "--port-base", defaultValue = "0", description = "added to every port (0)")
  private int portBase;

  @Option(
      names = "--database",
      paramLabel = "URL",
      description = "jdbc:postgresql://host:port/name of an external database")
  private @Nullable String database;

  @Option(
      names = "--broker",
      paramLabel = "URL",
      description = "tcp://host:port of an external MQTT broker or cloud")
  private @Nullable URI broker;

  @Option(names = "--certificate", paramLabel = "FILE", description = "a PEM file")
  private @Nullable Path certificate;

  @Override
  public Integer call() {
    List<Finding> findings = new ArrayList<>();
    findings.add(Checks.java(Runtime.version().feature()));
    findings.add(Checks.memory(physicalMemoryBytes()));
    findings.add(Checks.disk(data));
    findings.add(
        Checks.clock(
            Clock.systemUTC(), Files.exists(Path.of("/run/systemd/timesync/synchronized"))));
    findings.add(freePort(8080, "the cloud's pages"));
    findings.add(freePort(MQTT_PORT, "the cloud's MQTT"));
    findings.add(freePort(8081, "the first gateway's local site"));
    findings.add(database());
    findings.add(broker());
    findings.add(Checks.trustStore());
    if (certificate != null) {
      findings.addAll(Checks.certificates(certificate, Clock.systemUTC()));
    }
    findings.forEach(System.out::println);
    return findings.stream().anyMatch(finding -> finding.level() == Finding.Level.BAD) ? 1 : 0;
  }

  private Finding database() {
    if (database == null) {
      return Finding.ok("database", "embedded PostgreSQL (name another with --database)");
    }
    if (!database.startsWith("jdbc:postgresql://")) {
      return Finding.bad("database", database, "write jdbc:postgresql://host:port/name");
    }
    URI uri = URI.create(database.substring("jdbc:".length()));
    return Checks.reachable(
        "database",
        uri.getHost(),
        uri.getPort() < 0 ? POSTGRESQL_PORT : uri.getPort(),
        "start PostgreSQL, let it listen there (listen_addresses, pg_hba.conf), or leave khue.database.url out for the embedded one");
  }

  private Finding broker() {
    if (broker == null) {
      return Finding.ok("broker", "the cloud's own MQTT endpoint (name another with --broker)");
    }
    return Checks.reachable(
        "broker",
        broker.getHost(),
        broker.getPort() < 0 ? MQTT_PORT : broker.getPort(),
        "start it, or correct its address; a firewall may block the port");
  }

  private Finding freePort(int defaultPort, String use) {
    int port = defaultPort + portBase;
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return Checks.freePort(port, use, true);
    } catch (IOException e) {
      return Checks.freePort(port, use, false);
    }
  }

  private static long physicalMemoryBytes() {
    return ManagementFactory.getOperatingSystemMXBean()
            instanceof com.sun.management.OperatingSystemMXBean machine
        ? machine.getTotalMemorySize()
        : 0;
  }
}
