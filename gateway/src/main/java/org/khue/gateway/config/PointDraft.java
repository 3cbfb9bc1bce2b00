package org.khue.gateway.config;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.khue.driver.PointSpec;

/// A point as it was written: each key with the place where it stands, in the profile or, where
/// that overrides it, in the room file.
///
/// @param place the whole point, where it was written last
record PointDraft(String id, Node place, Map<String, Node> keys) {
  static final Duration HEARTBEAT = Duration.ofSeconds(60);

  static PointDraft of(String id, Node place) {
    return new PointDraft(id, place, place.entries());
  }

  /// This point with the keys of another in place of its own.
  PointDraft overriddenBy(PointDraft other) {
    Map<String, Node> merged = new LinkedHashMap<>(keys);
    merged.putAll(other.keys);
    return new PointDraft(id, other.place, merged);
  }

  @Nullable String text(String key) {
    Node node = keys.get(key);
    return node != null && node.value().isTextual() ? node.value().textValue() : null;
  }

  double number(String key, double fallback) {
    Node node = keys.get(key);
    return node != null && node.value().isNumber() ? node.value().doubleValue() : fallback;
  }

  @Nullable Double rangeEnd(String end) {
    Node range = keys.get("range");
    return range == null ? null : range.number(end);
  }

  Duration poll() {
    return DurationText.parse(text("poll"), Duration.ZERO);
  }

  boolean reportsChanges() {
    Node report = keys.get("report");
    return report != null && report.number("on-change") != null;
  }

  Duration every() {
    Node report = keys.get("report");
    return report == null ? HEARTBEAT : DurationText.parse(report.text("every"), HEARTBEAT);
  }

  boolean isState() {
    return keys.containsKey("states");
  }

  /// Names by number; empty for a measured value.
  Map<Integer, String> states() {
    Map<Integer, String> states = new TreeMap<>();
    Node node = keys.get("states");
    if (node != null) {
      for (Map.Entry<String, JsonNode> state : node.value().properties()) {
        if (state.getKey().matches("-?[0-9]{1,9}") && state.getValue().isTextual()) {
          states.put(Integer.parseInt(state.getKey()), state.getValue().textValue());
        }
      }
    }
    return states;
  }

  /// The point for drivers and the pipeline; only when nothing is wrong with it.
  PointSpec build() {
    Node report = keys.get("report");
    Double deadBand = report == null ? null : report.number("on-change");
    return new PointSpec(
        id,
        Texts.byLanguage(keys.get("name")),
        Texts.values(keys.get("address")),
        number("scale", 1),
        number("offset", 0),
        String.valueOf(text("unit")),
        poll(),
        new PointSpec.Report(deadBand != null, deadBand == null ? 0 : deadBand, every()),
        rangeEnd("low"),
        rangeEnd("high"),
        states());
  }
}
