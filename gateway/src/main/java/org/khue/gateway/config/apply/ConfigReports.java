package org.khue.gateway.config.apply;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.khue.contract.Event;
import org.khue.contract.EventKind;
import org.khue.gateway.clock.GatewayClock;
import org.khue.gateway.config.ConfigProblem;
import org.khue.gateway.config.RoomDifference;
import org.khue.gateway.pipeline.Recorder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Tells the cloud what became of configurations, and which room file runs.
public final class ConfigReports {
  private static final Logger log = LoggerFactory.getLogger(ConfigReports.class);
  private static final int MOST_PROBLEMS = 50;
  private static final int MOST_CHARACTERS = 500;

  private final Recorder recorder;
  private final GatewayClock clock;
  private final BooleanSupplier simulated;

  /// What the cloud is known to have been told of, in this run.
  private @Nullable String told;

  /// @param simulated whether the running room is
  public ConfigReports(Recorder recorder, GatewayClock clock, BooleanSupplier simulated) {
    this.recorder = recorder;
    this.clock = clock;
    this.simulated = simulated;
  }

  /// @param difference null where a restart lies in between
  void applied(Version version, @Nullable RoomDifference difference) {
    Map<String, Object> details = details(version);
    if (difference != null) {
      details.put("added", difference.added());
      details.put("changed", difference.changed());
      details.put("removed", difference.removed());
    }
    event(EventKind.CONFIG_APPLIED, details);
  }

  /// @return whether it is on disk
  boolean wrong(Version version, List<ConfigProblem> problems) {
    return refused(
        Optional.of(version),
        "wrong",
        problems.size() + " problems, the first: " + problems.getFirst(),
        problems);
  }

  /// @return whether it is on disk
  boolean refused(
      Optional<Version> version, String reason, String why, List<ConfigProblem> problems) {
    log.error("A configuration of the cloud is refused ({}): {}", reason, why);
    Map<String, Object> details = version.map(ConfigReports::details).orElseGet(HashMap::new);
    details.put("reason", reason);
    details.put("message", shortened(why));
    if (!problems.isEmpty()) {
      details.put(
          "problems", problems.stream().limit(MOST_PROBLEMS).map(ConfigReports::problem).toList());
    }
    return event(EventKind.CONFIG_REFUSED, details);
  }

  private static Map<String, Object> problem(ConfigProblem problem) {
    return Map.of(
        "file", shortened(problem.file()),
        "line", problem.line(),
        "path", shortened(problem.path()),
        "message", shortened(problem.message()));
  }

  /// Reports what was given up, once the journal keeps it.
  void untold(RoomChanges changes) {
    ConfigState.GivenUp given = changes.state().untold();
    if (given == null) {
      return;
    }
    Map<String, Object> details = details(given.version());
    details.put("reason", given.reason());
    details.put("message", shortened(given.message()));
    details.put("running", changes.label());
    if (event(EventKind.CONFIG_ROLLED_BACK, details)) {
      update(changes, changes.state().told());
    }
  }

  /// Tells which room file runs, if it is not the one that the cloud was told last.
  void running(RoomChanges changes) {
    ConfigState state = changes.state();
    String text = changes.text();
    if (text.equals(told)) {
      return;
    }
    String sha256 = Hashes.sha256(text);
    if (sha256.equals(state.reported()) || state.kept().trial() != null) {
      return;
    }
    Version running = state.kept().running();
    Map<String, Object> details = new HashMap<>();
    details.put("version", running == null ? 0L : running.number());
    details.put("own", running == null || running.own());
    details.put("sha256", sha256);
    details.put("body", text);
    if (event(EventKind.CONFIG_RUNNING, details)) {
      update(changes, state.reporting(sha256));
      told = text;
    }
  }

  private static void update(RoomChanges changes, ConfigState next) {
    try {
      changes.update(next);
    } catch (IOException e) {
      log.warn("What was reported cannot be noted, check the disk: {}", e.toString());
    }
  }

  /// @return whether it is on disk
  private boolean event(String kind, Map<String, Object> details) {
    return recorder.kept(new Event(clock.now(), "", kind, simulated.getAsBoolean(), details));
  }

  private static Map<String, Object> details(Version version) {
    Map<String, Object> details = new HashMap<>();
    details.put("version", version.number());
    details.put("sha256", shortened(version.sha256()));
    return details;
  }

  private static String shortened(String text) {
    return text.length() <= MOST_CHARACTERS ? text : text.substring(0, MOST_CHARACTERS) + "…";
  }
}
