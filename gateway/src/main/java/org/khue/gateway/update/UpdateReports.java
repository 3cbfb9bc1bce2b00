package org.khue.gateway.update;

import java.util.HashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.khue.contract.Event;
import org.khue.contract.EventKind;
import org.khue.gateway.clock.GatewayClock;
import org.khue.gateway.pipeline.Recorder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Tells the cloud what became of updates. Each says whether it is on disk.
public final class UpdateReports {
  private static final Logger log = LoggerFactory.getLogger(UpdateReports.class);
  private static final int MOST_CHARACTERS = 500;

  private final Recorder recorder;
  private final GatewayClock clock;
  private final BooleanSupplier simulated;

  /// @param simulated whether the running room is
  public UpdateReports(Recorder recorder, GatewayClock clock, BooleanSupplier simulated) {
    this.recorder = recorder;
    this.clock = clock;
    this.simulated = simulated;
  }

  boolean fetched(long sequence, String version) {
    return event(EventKind.UPDATE_FETCHED, details(sequence, version));
  }

  boolean trial(long sequence, String version) {
    return event(EventKind.UPDATE_TRIAL, details(sequence, version));
  }

  boolean good(long sequence, String version) {
    return event(EventKind.UPDATE_GOOD, details(sequence, version));
  }

  /// @param sequence 0 where it could not be read or believed
  boolean refused(long sequence, String version, String reason, String why) {
    log.error("An update is refused ({}): {}", reason, why);
    Map<String, Object> details = details(sequence, version);
    details.put("reason", reason);
    details.put("message", shortened(why));
    return event(EventKind.UPDATE_REFUSED, details);
  }

  /// @param running the sequence that runs instead
  boolean wentBack(UpdateState.GivenUp given, long running) {
    Map<String, Object> details = details(given.sequence(), given.version());
    details.put("reason", given.reason());
    details.put("message", shortened(given.message()));
    details.put("running", running);
    return event(EventKind.UPDATE_WENT_BACK, details);
  }

  private boolean event(String kind, Map<String, Object> details) {
    return recorder.kept(
        new Event(clock.now(), "", kind, simulated.getAsBoolean(), Map.copyOf(details)));
  }

  private static Map<String, Object> details(long sequence, String version) {
    Map<String, Object> details = new HashMap<>();
    details.put("sequence", sequence);
    details.put("version", version);
    return details;
  }

  private static String shortened(String text) {
    return text.length() <= MOST_CHARACTERS ? text : text.substring(0, MOST_CHARACTERS) + "…";
  }
}
