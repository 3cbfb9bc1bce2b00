package org.khue.cloud.telemetry.internal.live;

import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.khue.cloud.telemetry.LiveValue;
import org.khue.cloud.telemetry.LiveValues;
import org.khue.cloud.telemetry.internal.PointRef;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The newest values in memory. Newest is what came last in the gateway's stream, not what has the
/// latest time: so a clock that ran ahead and was corrected does not freeze a value. Only after a
/// restart, until the next reading, the time decides.
///
/// A gateway that catches up shows its newest readings beside its stream. While it does, and for
/// [#HELD] after, what is committed from the past does not take their place.
@Singleton
public final class LiveBoard implements LiveValues {
  private static final Logger LOG = LoggerFactory.getLogger(LiveBoard.class);

  private record Key(String device, String point) implements Comparable<Key> {
    @Override
    public int compareTo(Key other) {
      int byDevice = device.compareTo(other.device);
      return byDevice != 0 ? byDevice : point.compareTo(other.point);
    }
  }

  private static final long HELD = Duration.ofSeconds(10).toNanos();

  /// @param untilNanos [System#nanoTime()]
  private record Hold(Instant at, long untilNanos) {}

  private final LatestStore store;
  private final Map<String, Map<Key, Hold>> holds = new ConcurrentHashMap<>();
  private final Map<String, ConcurrentSkipListMap<Key, LiveValue>> gateways =
      new ConcurrentHashMap<>();
  private final CopyOnWriteArrayList<Viewer> viewers = new CopyOnWriteArrayList<>();
  private Map<Integer, LatestStore.Row> dirty = new HashMap<>();

  public LiveBoard(LatestStore store) throws SQLException {
    this.store = store;
    store.load().forEach(this::put);
  }

  /// Takes what a transaction committed; called by the lane that owns the points.
  public void committed(Collection<PointRef> points) {
    if (points.isEmpty()) {
      return;
    }
    for (PointRef point : points) {
      LatestStore.Row row =
          new LatestStore.Row(point.id, point.micros, point.value, point.flags, point.reason);
      synchronized (this) {
        dirty.put(point.id, row);
      }
      LiveValue value = store.value(point, row);
      if (!isHeld(value)) {
        show(value);
      }
    }
  }

  /// Takes readings that are shown before their turn. Only points that have been committed once are
  /// shown, so nobody fills the board with names.
  public void shown(List<LiveValue> values) {
    long until = System.nanoTime() + HELD;
    for (LiveValue value : values) {
      Key key = new Key(value.device(), value.point());
      ConcurrentSkipListMap<Key, LiveValue> known = gateways.get(value.gateway());
      LiveValue before = known == null ? null : known.get(key);
      if (before != null && before.unit().equals(value.unit())) {
        holds
            .computeIfAbsent(value.gateway(), id -> new ConcurrentHashMap<>())
            .put(key, new Hold(value.at(), until));
        show(value);
      }
    }
  }

  /// Whether something newer is being shown.
  private boolean isHeld(LiveValue value) {
    Map<Key, Hold> held = holds.get(value.gateway());
    if (held == null) {
      return false;
    }
    Key key = new Key(value.device(), value.point());
    Hold hold = held.get(key);
    if (hold == null) {
      return false;
    }
    if (System.nanoTime() - hold.untilNanos() < 0 && value.at().isBefore(hold.at())) {
      return true;
    }
    held.remove(key, hold);
    return false;
  }

  private void show(LiveValue value) {
    put(value);
    for (Viewer viewer : viewers) {
      viewer.offer(value);
    }
  }

  @Override
  public Optional<LiveValue> latest(String gateway, String device, String point) {
    ConcurrentSkipListMap<Key, LiveValue> values = gateways.get(gateway);
    return values == null
        ? Optional.empty()
        : Optional.ofNullable(values.get(new Key(device, point)));
  }

  @Override
  public List<LiveValue> ofGateway(String gateway) {
    ConcurrentSkipListMap<Key, LiveValue> values = gateways.get(gateway);
    return values == null ? List.of() : List.copyOf(values.values());
  }

  @Override
  public Subscription subscribe(Predicate<LiveValue> wanted, Consumer<List<LiveValue>> receiver) {
    Viewer viewer = new Viewer(wanted, receiver, viewers::remove);
    viewers.add(viewer);
    viewer.start();
    return viewer;
  }

  @Scheduled(fixedDelay = "5s")
  void save() {
    Map<Integer, LatestStore.Row> rows;
    synchronized (this) {
      rows = dirty;
      dirty = new HashMap<>();
    }
    try {
      store.save(rows.values());
    } catch (SQLException e) {
      LOG.warn("The newest values could not be saved, next try in 5 s: {}", e.getMessage());
      synchronized (this) {
        rows.forEach(dirty::putIfAbsent);
      }
    }
  }

  @PreDestroy
  void close() {
    viewers.forEach(Viewer::close);
    save();
  }

  private void put(LiveValue value) {
    gateways
        .computeIfAbsent(value.gateway(), id -> new ConcurrentSkipListMap<>())
        .put(new Key(value.device(), value.point()), value);
  }
}
