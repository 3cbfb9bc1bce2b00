package org.khue.gateway.device;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.khue.driver.Fault;

/// The life of one device: what its probes, reads and silences make of its state. Pure; one thread
/// uses it.
///
/// A failed attempt to reconnect leaves an OFFLINE device OFFLINE without a transition: a projector
/// that is unplugged over the holidays must not fill the journal.
final class Lifecycle {
  /// So many failures of a point in a row make its device DEGRADED.
  private static final int STEADY = 3;

  /// A change of state.
  ///
  /// @param reason `ok`, a fault's code, `stale`, `other-device`, `start` or `configuration`
  /// @param message what was tried, where, and what came; may be empty
  record Transition(DeviceState from, DeviceState to, String reason, String message) {}

  private final Breaker breaker;
  private DeviceState state = DeviceState.CONFIGURED;

  /// How often in a row each point has failed.
  private final Map<String, Integer> failing = new HashMap<>();

  private boolean stale;

  Lifecycle(Breaker breaker) {
    this.breaker = breaker;
  }

  DeviceState state() {
    return state;
  }

  /// When the next probe is due, while the device is not connected.
  long probeAt() {
    return breaker.probeAt();
  }

  /// Whether a probe may go to the device now.
  boolean tryProbe(long nowMicros) {
    return breaker.tryProbe(nowMicros);
  }

  Optional<Transition> begin() {
    return state == DeviceState.CONFIGURED
        ? move(DeviceState.CONNECTING, "start", "")
        : Optional.empty();
  }

  Optional<Transition> probed(long nowMicros) {
    breaker.probed(nowMicros);
    failing.clear();
    stale = false;
    return move(DeviceState.ONLINE, "ok", "");
  }

  /// The probe failed, or the connection is gone.
  Optional<Transition> lost(Fault fault, long nowMicros) {
    return down(fault.code(), fault.message(), nowMicros);
  }

  /// Not usable, for a reason that is no fault of the wire.
  Optional<Transition> down(String reason, String message, long nowMicros) {
    breaker.open(nowMicros);
    return move(DeviceState.OFFLINE, reason, message);
  }

  /// A read came back from a connected device.
  ///
  /// @param good the points that answered
  /// @param bad those that did not
  Optional<Transition> read(Set<String> good, Map<String, Fault> bad, long nowMicros) {
    good.forEach(failing::remove);
    bad.keySet().forEach(point -> failing.merge(point, 1, Integer::sum));
    if (bad.isEmpty()) {
      breaker.success();
      return recovered();
    }
    Fault first = bad.values().iterator().next();
    if (!good.isEmpty()) {
      breaker.success();
    } else if (first instanceof Fault.Gone || breaker.failure(nowMicros)) {
      return lost(first, nowMicros);
    }
    return bad.keySet().stream().anyMatch(point -> failing.getOrDefault(point, 0) >= STEADY)
        ? move(DeviceState.DEGRADED, first.code(), first.message())
        : Optional.empty();
  }

  /// Some points of a connected device have been silent for too long, or no longer are.
  Optional<Transition> stale(boolean anyStale, String message) {
    stale = anyStale;
    if (anyStale) {
      return move(DeviceState.DEGRADED, "stale", message);
    }
    return recovered();
  }

  Optional<Transition> removed() {
    return move(DeviceState.REMOVED, "configuration", "");
  }

  private Optional<Transition> recovered() {
    return failing.isEmpty() && !stale ? move(DeviceState.ONLINE, "ok", "") : Optional.empty();
  }

  private Optional<Transition> move(DeviceState next, String reason, String message) {
    if (!state.mayBecome(next)) {
      return Optional.empty();
    }
    DeviceState before = state;
    state = next;
    if (!next.connected()) {
      failing.clear();
    }
    return Optional.of(new Transition(before, next, reason, message));
  }
}
