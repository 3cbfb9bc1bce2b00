package org.khue.sim.doctor;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.security.NoSuchAlgorithmException;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/// The checks, each without side effects.
final class Checks {
  /// No machine that runs this version has an earlier time.
  static final Instant EARLIEST = Instant.parse("2026-11-01T00:00:00Z");

  private static final long MEMORY_NEEDED_BYTES = 2L << 30;
  private static final long DISK_NEEDED_BYTES = 2L << 30;
  private static final Duration CONNECT_PATIENCE = Duration.ofSeconds(2);
  private static final Duration RENEW_BEFORE = Duration.ofDays(30);

  private Checks() {}

  static Finding java(int feature) {
    return feature >= 25
        ? Finding.ok("Java", "version " + feature)
        : Finding.bad("Java", "version " + feature, "install a JDK 25 and point JAVA_HOME at it");
  }

  static Finding clock(Clock clock, boolean synchronised) {
    Instant now = clock.instant();
    if (now.isBefore(EARLIEST)) {
      return Finding.bad(
          "clock",
          "says " + now,
          "set it (timedatectl set-ntp true), or wait until it is synchronised");
    }
    return synchronised
        ? Finding.ok("clock", now + ", synchronised")
        : Finding.note(
            "clock",
            now + ", no sign of synchronisation",
            "on a gateway enable systemd-timesyncd; without it times are marked as held over");
  }

  static Finding memory(long bytes) {
    long mebibytes = bytes >> 20;
    return bytes >= MEMORY_NEEDED_BYTES
        ? Finding.ok("memory", mebibytes + " MiB")
        : Finding.note(
            "memory", mebibytes + " MiB", "a gateway needs 512 MiB; the whole demo needs 2 GiB");
  }

  static Finding disk(Path directory) {
    try {
      FileStore store = Files.getFileStore(directory);
      long free = store.getUsableSpace();
      String state = "%d MiB free in %s".formatted(free >> 20, directory);
      return free >= DISK_NEEDED_BYTES
          ? Finding.ok("disk", state)
          : Finding.bad(
              "disk", state, "free some space: the demo and a gateway's journal want 2 GiB");
    } catch (IOException e) {
      return Finding.bad(
          "disk",
          directory + " cannot be looked at: " + e.getMessage(),
          "name a folder that exists");
    }
  }

  /// A port that a part will listen on.
  static Finding freePort(int port, String use, boolean free) {
    String what = "port " + port;
    return free
        ? Finding.ok(what, "free for " + use)
        : Finding.note(
            what,
            "taken by another program (wanted for " + use + ")",
            "if that is a running Khuê, all is well; else find the owner with `ss -ltnp 'sport = :%d'` or shift all ports with --port-base"
                .formatted(port));
  }

  /// A server that a part will connect to.
  static Finding reachable(String what, String host, int port, String fix) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(host, port), (int) CONNECT_PATIENCE.toMillis());
      return Finding.ok(what, "answers at %s:%d".formatted(host, port));
    } catch (IOException e) {
      return Finding.bad(
          what, "no answer at %s:%d (%s)".formatted(host, port, e.getMessage()), fix);
    }
  }

  /// Every certificate of a PEM file.
  static List<Finding> certificates(Path pem, Clock clock) {
    List<Finding> findings = new ArrayList<>();
    try (var in = Files.newInputStream(pem)) {
      Collection<? extends Certificate> all =
          CertificateFactory.getInstance("X.509").generateCertificates(in);
      if (all.isEmpty()) {
        return List.of(
            Finding.bad("certificate", pem + " holds none", "put a PEM certificate there"));
      }
      for (Certificate certificate : all) {
        findings.add(validity((X509Certificate) certificate, clock.instant()));
      }
    } catch (IOException | CertificateException e) {
      return List.of(
          Finding.bad(
              "certificate",
              pem + " cannot be read: " + e.getMessage(),
              "put a PEM certificate there"));
    }
    return findings;
  }

  private static Finding validity(X509Certificate certificate, Instant now) {
    String name = certificate.getSubjectX500Principal().getName();
    Instant end = certificate.getNotAfter().toInstant();
    String state = "%s, valid until %s".formatted(name, end);
    if (now.isBefore(certificate.getNotBefore().toInstant())) {
      return Finding.bad(
          "certificate", state + ", but not yet", "check the clock first, then who issued it");
    }
    if (now.isAfter(end)) {
      return Finding.bad("certificate", state + ": expired", "have it renewed");
    }
    return now.isAfter(end.minus(RENEW_BEFORE))
        ? Finding.note("certificate", state, "renew it within 30 days")
        : Finding.ok("certificate", state);
  }

  /// Without trusted roots no TLS connection can be checked.
  static Finding trustStore() {
    try {
      KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
      Path file = Path.of(System.getProperty("java.home"), "lib", "security", "cacerts");
      try (var in = Files.newInputStream(file)) {
        store.load(in, null);
      }
      return store.size() > 0
          ? Finding.ok("trusted roots", store.size() + " in " + file)
          : Finding.bad(
              "trusted roots",
              "none in " + file,
              "reinstall the JDK or its ca-certificates package");
    } catch (IOException | KeyStoreException | NoSuchAlgorithmException | CertificateException e) {
      return Finding.bad("trusted roots", "cannot be read: " + e.getMessage(), "reinstall the JDK");
    }
  }
}
