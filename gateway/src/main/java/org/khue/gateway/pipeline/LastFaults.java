package org.khue.gateway.pipeline;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.khue.contract.Event;
import org.khue.contract.EventKind;
import org.khue.contract.Stamp;

/// What went wrong last, in memory, for whoever looks into it. May be called from any thread.
public final class LastFaults {
  /// As many are kept.
  public static final int MOST = 50;

  private static final Set<String> ILL = Set.of("OFFLINE", "DEGRADED");

  /// Something that went wrong.
  ///
  /// @param device empty for the gateway itself
  /// @param kind of the event, see [EventKind]
  /// @param reason a short code, or the id of the rule
  /// @param message in English; may be empty
  public record Fault(Stamp at, String device, String kind, String reason, String message) {}

  private final Deque<Fault> faults = new ArrayDeque<>(MOST);

  void take(Event event) {
    String key = reasonKey(event);
    if (key.isEmpty()) {
      return;
    }
    Fault fault =
        new Fault(event.at(), event.device(), event.kind(), text(event, key), message(event));
    synchronized (faults) {
      if (faults.size() >= MOST) {
        faults.removeFirst();
      }
      faults.addLast(fault);
    }
  }

  /// The newest first.
  public List<Fault> newest() {
    synchronized (faults) {
      List<Fault> newest = new ArrayList<>(faults);
      Collections.reverse(newest);
      return newest;
    }
  }

  /// Which detail says why; empty for an event that is no fault.
  private static String reasonKey(Event event) {
    return switch (event.kind()) {
      case EventKind.DEVICE_STATE -> ILL.contains(text(event, "to")) ? "reason" : "";
      case EventKind.CONFIG_REFUSED, EventKind.CONFIG_ROLLED_BACK -> "reason";
      case EventKind.INTERLOCK_TRIPPED -> "interlock";
      case EventKind.ALARM_RAISED -> "alarm";
      default -> "";
    };
  }

  private static String message(Event event) {
    return event.details().get("message") instanceof String message ? message : "";
  }

  private static String text(Event event, String key) {
    return Objects.toString(event.details().get(key), "");
  }
}
