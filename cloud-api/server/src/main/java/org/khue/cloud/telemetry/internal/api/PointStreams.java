package org.khue.cloud.telemetry.internal.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.sse.Event;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.khue.cloud.platform.problem.ProblemException;
import org.khue.cloud.platform.security.Acting;
import org.khue.cloud.platform.web.LiveStream;
import org.khue.cloud.platform.web.Visitor;
import org.khue.cloud.telemetry.LiveValue;
import org.khue.cloud.telemetry.LiveValues;
import org.khue.cloud.telemetry.TelemetryQuery;
import org.khue.cloud.telemetry.TelemetryStore.Point;
import org.reactivestreams.Publisher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Live values of single points for programs. A stream ends with the session, when the point leaves
/// the caller's scope, or after half an hour; the program opens the next. A slow reader gets the
/// newest value, not each.
@Singleton
final class PointStreams {
  private static final Logger LOG = LoggerFactory.getLogger(PointStreams.class);
  private static final int MOST_STREAMS = 500;
  private static final Duration LONGEST = Duration.ofMinutes(30);
  private static final int LOOK_EVERY_SECONDS = 5;

  private final LiveValues live;
  private final TelemetryQuery telemetry;
  private final ObjectMapper json;
  private final Set<LiveStream> streams = ConcurrentHashMap.newKeySet();

  PointStreams(LiveValues live, TelemetryQuery telemetry, ObjectMapper json) {
    this.live = live;
    this.telemetry = telemetry;
    this.json = json;
  }

  /// @throws ProblemException 503 if too many are open
  Publisher<Event<String>> open(HttpRequest<?> request, Point point) {
    if (streams.size() >= MOST_STREAMS) {
      LOG.warn("{} live streams of points are open, the limit: one more is refused", MOST_STREAMS);
      throw new ProblemException(
          HttpStatus.SERVICE_UNAVAILABLE, "Too many live streams are open. Try again later.");
    }
    Acting acting = Acting.of(request).orElseThrow();
    BooleanSupplier signedIn = Visitor.of(request).map(Visitor::signedIn).orElse(() -> true);
    CountDownLatch over = new CountDownLatch(1);
    LiveStream stream = new LiveStream(over::countDown);
    streams.add(stream);
    Thread.ofVirtual()
        .name("live-" + point.gateway() + "-" + point.point())
        .start(() -> acting.run(() -> run(stream, over, signedIn, point)));
    return stream;
  }

  @PreDestroy
  void close() {
    streams.forEach(LiveStream::complete);
  }

  private void run(LiveStream stream, CountDownLatch over, BooleanSupplier signedIn, Point point) {
    LiveValues.Subscription subscription =
        live.subscribe(value -> is(point, value), values -> send(stream, values));
    try (subscription) {
      live.latest(point.gateway(), point.device(), point.point())
          .ifPresent(value -> send(stream, List.of(value)));
      for (long second = 0; second < LONGEST.toSeconds(); second += LOOK_EVERY_SECONDS) {
        stream.send("ping", "");
        if (over.await(LOOK_EVERY_SECONDS, TimeUnit.SECONDS) || !signedIn.getAsBoolean()) {
          return;
        }
        // Throws when the point is no longer within the scope.
        telemetry.point(point.gateway(), point.device(), point.point(), null);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      LOG.info("The live stream of {} ends: {}", point.point(), e.getMessage());
    } finally {
      stream.complete();
      streams.remove(stream);
    }
  }

  private static boolean is(Point point, LiveValue value) {
    return value.point().equals(point.point())
        && value.device().equals(point.device())
        && value.gateway().equals(point.gateway());
  }

  private void send(LiveStream stream, List<LiveValue> values) {
    LiveValue value = values.getLast();
    try {
      stream.send(
          "reading",
          json.writeValueAsString(
              new Answers.Reading(
                  value.at(),
                  Double.isFinite(value.value()) ? value.value() : null,
                  value.unit(),
                  value.quality().name().toLowerCase(Locale.ROOT),
                  value.reason(),
                  value.simulated())));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a live value could not be written as JSON", e);
    }
  }
}
