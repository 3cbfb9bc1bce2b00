package org.khue.cloud.fleet.identity;

import jakarta.inject.Singleton;
import java.math.BigInteger;
import java.net.URI;
import java.security.cert.X509Certificate;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.khue.cloud.platform.db.Database;
import org.khue.cloud.platform.db.DatabaseException;
import org.khue.cloud.telemetry.GatewayCertificates;

/// The certificates of all gateways in memory, for those who ask at every connection. The table is
/// the truth; whoever changes it tells this after COMMIT.
@Singleton
final class KnownCertificates implements GatewayCertificates {
  /// A certificate that ended may still be renewed: a school is closed for a summer.
  static final Duration GRACE = Duration.ofDays(400);

  private static final Duration SERVER_KEPT = Duration.ofDays(30);

  private record Shown(Server server, Instant from, Instant until) {}

  private final AuthorityHolder authority;
  private final AuthoritySettings settings;
  private final Clock clock;
  private final Map<String, Issued> bySerial = new ConcurrentHashMap<>();
  private volatile Map<String, Instant> claimedUntil = Map.of();
  private final List<Consumer<String>> cuts = new CopyOnWriteArrayList<>();
  private final List<Runnable> revocations = new CopyOnWriteArrayList<>();
  private volatile @Nullable Shown shown;

  KnownCertificates(
      AuthorityHolder authority, AuthoritySettings settings, Clock clock, Database database) {
    this.authority = authority;
    this.settings = settings;
    this.clock = clock;
    try (Connection connection = database.systemSource().getConnection()) {
      learn(IssuedStore.after(connection, clock.instant().minus(GRACE)));
    } catch (SQLException e) {
      throw new DatabaseException("reading the gateways' certificates", e);
    }
  }

  @Override
  public Server server() {
    Shown known = shown;
    Instant now = clock.instant();
    if (known == null || now.isBefore(known.from()) || now.isAfter(known.until())) {
      Authority open = authority.get();
      Forge.Signer made = open.server(names());
      List<X509Certificate> chain = List.of(made.certificate(), open.intermediate(), open.root());
      known = new Shown(new Server(made.key(), chain), now, now.plus(SERVER_KEPT));
      shown = known;
    }
    return known.server();
  }

  private List<String> names() {
    Set<String> names = new LinkedHashSet<>();
    if (settings.mqttUrl() != null) {
      String host = URI.create(settings.mqttUrl()).getHost();
      names.add(host.startsWith("[") ? host.substring(1, host.length() - 1) : host);
    }
    names.addAll(settings.names());
    return List.copyOf(names);
  }

  @Override
  public X509Certificate root() {
    return authority.get().root();
  }

  @Override
  public Standing standing(X509Certificate certificate) {
    Issued issued = bySerial.get(Issued.serial(certificate));
    if (issued == null || !issued.holds(certificate)) {
      return new Standing.Unknown();
    } else if (issued.revokedAt() != null) {
      return new Standing.Revoked(issued.gateway());
    }
    return clock.instant().isBefore(issued.notAfter())
        ? new Standing.Good(issued.gateway(), issued.notAfter())
        : new Standing.Expired(issued.gateway());
  }

  @Override
  public Optional<X509Certificate> bySerial(String serial) {
    return Optional.ofNullable(bySerial.get(serial)).map(Issued::certificate);
  }

  @Override
  public boolean isClaimed(String gateway) {
    Instant until = claimedUntil.get(gateway);
    return until != null && clock.instant().isBefore(until);
  }

  @Override
  public void whenCut(Consumer<String> action) {
    cuts.add(action);
  }

  synchronized void learn(List<Issued> changed) {
    changed.forEach(issued -> bySerial.put(issued.serial(), issued));
    Map<String, Instant> until = new HashMap<>();
    for (Issued issued : bySerial.values()) {
      if (issued.revokedAt() == null) {
        until.merge(
            issued.gateway(), issued.notAfter(), (one, other) -> one.isAfter(other) ? one : other);
      }
    }
    claimedUntil = until;
  }

  /// Takes note that these were revoked, and ends the gateway's connections.
  void revoked(String gateway, List<Issued> revoked) {
    if (revoked.isEmpty()) {
      return;
    }
    learn(revoked);
    cuts.forEach(cut -> cut.accept(gateway));
    revocations.forEach(Runnable::run);
  }

  /// Has the action run after each revocation.
  void whenRevoked(Runnable action) {
    revocations.add(action);
  }

  /// Since when, by serial number.
  Map<BigInteger, Instant> revokedSerials() {
    Map<BigInteger, Instant> revoked = new HashMap<>();
    for (Issued issued : bySerial.values()) {
      if (issued.revokedAt() != null) {
        revoked.put(new BigInteger(issued.serial(), 16), issued.revokedAt());
      }
    }
    return revoked;
  }
}
