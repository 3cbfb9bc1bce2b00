package org.khue.cloud.telemetry.internal.live;

import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.khue.cloud.platform.security.GatewaySecrets;
import org.khue.cloud.telemetry.GatewayPresence;
import org.khue.contract.GatewayState;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Presence in memory, saved every few seconds.
@Singleton
public final class Presences implements GatewayPresence {
  private static final Logger LOG = LoggerFactory.getLogger(Presences.class);
  private static final Duration HTTP_REACH = Duration.ofMinutes(2);

  /// @param line an MQTT connection stands
  /// @param httpAt the last contact by HTTPS
  private record Known(
      boolean line,
      @Nullable Instant httpAt,
      @Nullable Instant lastContact,
      @Nullable GatewayState state,
      @Nullable Instant stateAt) {
    static final Known NOTHING = new Known(false, null, null, null, null);
  }

  private final GatewayStore store;
  private final GatewaySecrets registered;
  private final Clock clock;
  private final Map<String, Known> gateways = new ConcurrentHashMap<>();
  private final Set<String> dirty = ConcurrentHashMap.newKeySet();

  public Presences(GatewayStore store, GatewaySecrets registered, Clock clock) throws SQLException {
    this.store = store;
    this.registered = registered;
    this.clock = clock;
    for (GatewayStore.Row row : store.load()) {
      gateways.put(
          row.gateway(), new Known(false, null, row.lastContact(), row.state(), row.stateAt()));
    }
  }

  /// Its MQTT connection stands.
  public void connected(String gateway) {
    update(gateway, old -> new Known(true, old.httpAt, now(), old.state, old.stateAt));
  }

  /// Its MQTT connection ended.
  public void disconnected(String gateway) {
    update(gateway, old -> new Known(false, old.httpAt, old.lastContact, old.state, old.stateAt));
  }

  /// Something came from it over MQTT.
  public void heard(String gateway) {
    update(gateway, old -> new Known(old.line, old.httpAt, now(), old.state, old.stateAt));
  }

  /// Something came from it over HTTPS.
  public void heardByHttp(String gateway) {
    update(gateway, old -> new Known(old.line, now(), now(), old.state, old.stateAt));
  }

  /// It says goodbye over HTTPS.
  public void leftByHttp(String gateway, GatewayState state) {
    update(gateway, old -> new Known(old.line, null, now(), state, now()));
  }

  /// It said how it is.
  public void state(String gateway, GatewayState state) {
    update(gateway, old -> new Known(old.line, old.httpAt, now(), state, now()));
  }

  /// Its last will came: it is gone, and this is no sign of life.
  public void will(String gateway, GatewayState state) {
    update(gateway, old -> new Known(false, old.httpAt, old.lastContact, state, now()));
  }

  @Override
  public Optional<Presence> of(String gateway) {
    Known known = gateways.get(gateway);
    if (known == null && !registered.isRegistered(gateway)) {
      return Optional.empty();
    }
    return Optional.of(presence(gateway, known == null ? Known.NOTHING : known));
  }

  @Override
  public List<Presence> all() {
    TreeSet<String> ids = new TreeSet<>(gateways.keySet());
    ids.addAll(registered.registered());
    List<Presence> all = new ArrayList<>();
    for (String id : ids) {
      of(id).ifPresent(all::add);
    }
    return all;
  }

  @Scheduled(fixedDelay = "5s")
  void save() {
    List<String> ids = List.copyOf(dirty);
    dirty.removeAll(ids);
    List<GatewayStore.Row> rows = new ArrayList<>();
    for (String id : ids) {
      Known known = gateways.getOrDefault(id, Known.NOTHING);
      rows.add(new GatewayStore.Row(id, known.lastContact, known.state, known.stateAt));
    }
    try {
      store.save(rows);
    } catch (SQLException e) {
      LOG.warn("Presence could not be saved, next try in 5 s: {}", e.getMessage());
      dirty.addAll(ids);
    }
  }

  @PreDestroy
  void close() {
    save();
  }

  private void update(String gateway, UnaryOperator<Known> change) {
    gateways.compute(gateway, (id, old) -> change.apply(old == null ? Known.NOTHING : old));
    dirty.add(gateway);
  }

  private Presence presence(String gateway, Known known) {
    boolean http = known.httpAt != null && now().isBefore(known.httpAt.plus(HTTP_REACH));
    return new Presence(gateway, known.line || http, known.lastContact, known.state, known.stateAt);
  }

  private Instant now() {
    return clock.instant();
  }
}
