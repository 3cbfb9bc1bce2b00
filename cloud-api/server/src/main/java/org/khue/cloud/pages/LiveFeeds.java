package org.khue.cloud.pages;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.sse.Event;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Predicate;
import org.khue.cloud.fleet.Device;
import org.khue.cloud.fleet.Fleet;
import org.khue.cloud.fleet.Room;
import org.khue.cloud.platform.security.Acting;
import org.khue.cloud.platform.web.LiveStream;
import org.khue.cloud.platform.web.Pages;
import org.khue.cloud.platform.web.Visitor;
import org.khue.cloud.telemetry.LiveValue;
import org.khue.cloud.telemetry.LiveValues;
import org.khue.web.i18n.Text;
import org.reactivestreams.Publisher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Runs the live streams that are open. Values are sent as soon as they are committed; the parts
/// that rest on several things (state of a room, its alarms) are drawn once a second and sent when
/// they differ. A stream ends with the page, with the session, or after half an hour (the browser
/// opens the next).
@Singleton
final class LiveFeeds {
  private static final Logger LOG = LoggerFactory.getLogger(LiveFeeds.class);
  private static final int MOST_STREAMS = 1_000;
  private static final Duration LONGEST = Duration.ofMinutes(30);
  private static final int SESSION_EVERY_SECONDS = 2;
  private static final int PING_EVERY_SECONDS = 15;
  private static final int INVENTORY_EVERY_SECONDS = 10;

  private final LiveValues live;
  private final Fleet fleet;
  private final Pages pages;
  private final Set<LiveStream> streams = ConcurrentHashMap.newKeySet();

  LiveFeeds(LiveValues live, Fleet fleet, Pages pages) {
    this.live = live;
    this.fleet = fleet;
    this.pages = pages;
  }

  /// Opens a stream for a signed-in visitor.
  ///
  /// @param wanted which values the page shows
  /// @param parts the HTML of the other parts, by event name, as of now
  /// @return empty when too many are open: the browser tries again
  Optional<Publisher<Event<String>>> open(
      HttpRequest<?> request,
      Predicate<LiveValue> wanted,
      Function<Text, Map<String, String>> parts) {
    Visitor visitor = Visitor.of(request).orElseThrow();
    Acting acting = Acting.of(request).orElseThrow();
    if (streams.size() >= MOST_STREAMS) {
      LOG.warn("{} live streams are open, the limit: a further page gets none", MOST_STREAMS);
      return Optional.empty();
    }
    CountDownLatch over = new CountDownLatch(1);
    LiveStream stream = new LiveStream(over::countDown);
    streams.add(stream);
    Text text = pages.text(request);
    Thread.ofVirtual()
        .name("live-" + request.getPath())
        .start(() -> acting.run(() -> run(stream, over, visitor, text, wanted, parts)));
    return Optional.of(stream);
  }

  @PreDestroy
  void close() {
    streams.forEach(LiveStream::complete);
  }

  private void run(
      LiveStream stream,
      CountDownLatch over,
      Visitor visitor,
      Text text,
      Predicate<LiveValue> wanted,
      Function<Text, Map<String, String>> parts) {
    Known known = new Known(fleet.rooms());
    LiveValues.Subscription subscription =
        live.subscribe(wanted, values -> values.forEach(value -> send(stream, known, text, value)));
    try (subscription) {
      for (Room room : known.rooms()) {
        live.ofGateway(room.gateway()).stream()
            .filter(wanted)
            .forEach(value -> send(stream, known, text, value));
      }
      Map<String, String> sent = new HashMap<>();
      for (int second = 0; second < LONGEST.toSeconds(); second++) {
        parts
            .apply(pages.later(text))
            .forEach((name, html) -> {
              if (!html.equals(sent.put(name, html))) {
                stream.send(name, html);
              }
            });
        if (second % PING_EVERY_SECONDS == 0) {
          stream.send("ping", String.valueOf(pages.later(text).now().toEpochMilli()));
        }
        if (second % INVENTORY_EVERY_SECONDS == INVENTORY_EVERY_SECONDS - 1) {
          known.replace(fleet.rooms());
        }
        if (over.await(1, TimeUnit.SECONDS)
            || (second % SESSION_EVERY_SECONDS == 0 && !visitor.signedIn().getAsBoolean())) {
          return;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      LOG.warn("A live stream ended, its page will open the next: {}", e.getMessage());
    } finally {
      stream.complete();
      streams.remove(stream);
    }
  }

  private void send(LiveStream stream, Known known, Text text, LiveValue value) {
    known
        .device(value.gateway(), value.device())
        .ifPresent(device ->
            device
                .point(value.point())
                .ifPresent(point -> {
                  Text now = pages.later(text);
                  Cell cell = Cell.of(now, device, point, Optional.of(value));
                  stream.send(
                      cell.event(),
                      pages.fragment("part/reading", Map.of("text", now, "cell", cell)));
                }));
  }

  /// The inventories as of some seconds ago, for the thread of the values.
  private static final class Known {
    private volatile List<Room> rooms;

    Known(List<Room> rooms) {
      this.rooms = rooms;
    }

    List<Room> rooms() {
      return rooms;
    }

    void replace(List<Room> newer) {
      rooms = newer;
    }

    Optional<Device> device(String gateway, String device) {
      return rooms.stream()
          .filter(room -> room.gateway().equals(gateway))
          .findFirst()
          .flatMap(room -> room.device(device));
    }
  }
}
