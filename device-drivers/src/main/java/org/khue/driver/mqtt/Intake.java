package org.khue.driver.mqtt;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.khue.driver.PointSpec;
import org.khue.driver.Quality;
import org.khue.driver.Sample;
import org.khue.driver.TimeSource;
import org.khue.driver.Value;

/// Makes samples of a device's messages, by the routes of its points.
///
/// A retained value was true once; nobody knows when. It becomes an UNCERTAIN sample, and none at
/// all after a live one. An unreadable message becomes a BAD sample for each point that it should
/// have told about, so that no value is missed without trace.
final class Intake {
  private static final String RETAINED = "retained";
  private static final String UNREADABLE = "protocol";

  private final Map<String, List<Route>> routes = new HashMap<>();
  private final List<PointSpec> availabilityPoints = new ArrayList<>();
  private final Set<String> seenLive = new HashSet<>();
  private final TimeSource time;

  Intake(List<PointSpec> points, String device, TimeSource time) {
    this.time = time;
    for (PointSpec point : points) {
      for (Route route : Route.of(point, device)) {
        routes.computeIfAbsent(route.topic(), topic -> new ArrayList<>()).add(route);
        if (route.availability()) {
          availabilityPoints.add(point);
        }
      }
    }
  }

  Set<String> topics() {
    return routes.keySet();
  }

  /// Topics that tell whether the device is there, as the points say.
  Set<String> availabilityTopics() {
    Set<String> topics = new HashSet<>();
    routes.forEach((topic, all) -> {
      if (all.stream().anyMatch(Route::availability)) {
        topics.add(topic);
      }
    });
    return topics;
  }

  /// How a message could be used.
  enum Use {
    /// No point lies on its topic.
    NONE,
    READ,
    UNREADABLE
  }

  Use take(Message message, Consumer<Sample> out) {
    Use use = Use.NONE;
    boolean parsed = false;
    JsonNode root = null;
    for (Route route : routes.getOrDefault(message.topic(), List.of())) {
      if (route.availability()) {
        continue;
      }
      if (route.path() != null && !parsed) {
        root = Payloads.document(message.payload());
        parsed = true;
      }
      Payloads.Found found = found(route, message, root);
      switch (found) {
        case Payloads.Found.Some(Value value) ->
            give(route.point(), value, message.retained(), out);
        case Payloads.Found.Bad(String reason) -> out.accept(bad(route.point(), reason));
        case Payloads.Found.Nothing() -> {}
      }
      boolean unreadable = found.equals(new Payloads.Found.Bad(UNREADABLE));
      use = unreadable ? Use.UNREADABLE : use == Use.NONE ? Use.READ : use;
    }
    return use;
  }

  private static Payloads.Found found(Route route, Message message, @Nullable JsonNode root) {
    if (route.path() != null) {
      return root == null
          ? new Payloads.Found.Bad(UNREADABLE)
          : Payloads.find(route.path().in(root), route.point());
    }
    return message.payload().length > Payloads.LONGEST_BYTES
        ? new Payloads.Found.Bad(UNREADABLE)
        : Payloads.word(Payloads.text(message.payload()), route.point());
  }

  private void give(PointSpec point, Value value, boolean retained, Consumer<Sample> out) {
    if (!retained) {
      seenLive.add(point.id());
      out.accept(sample(point, value, Quality.GOOD, null));
    } else if (!seenLive.contains(point.id())) {
      out.accept(sample(point, value, Quality.UNCERTAIN, RETAINED));
    }
  }

  private Sample bad(PointSpec point, String reason) {
    return sample(point, new Value.Num(Double.NaN), Quality.BAD, reason);
  }

  private Sample sample(PointSpec point, Value value, Quality quality, @Nullable String reason) {
    return new Sample(
        point.id(), value, quality, reason, time.wallMicros(), time.monotonicMicros());
  }

  /// Gives the points that show whether the device is there: 1 or 0.
  void availability(boolean there, boolean retained, Consumer<Sample> out) {
    for (PointSpec point : availabilityPoints) {
      give(point, new Value.Num(there ? 1 : 0), retained, out);
    }
  }
}
