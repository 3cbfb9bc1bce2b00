package org.khue.gateway.journal.chaos;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.LinkedHashMap;
import java.util.Map;
import org.khue.gateway.journal.chaos.BrokenPromise.Kind;

/// The result of a chaos run: one line of JSON.
public final class ChaosReport {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Map<String, Object> fields = new LinkedHashMap<>();
  private final Map<String, Object> conditions = new LinkedHashMap<>();
  private final boolean passed;

  /// @param counted what was done: `cuts`, `faults`, `rounds` …
  /// @param planted whether every planted fault was caught
  public ChaosReport(
      String name, String counted, long count, Findings findings, boolean planted, long seed) {
    passed = findings.isEmpty() && planted && count > 0;
    fields.put("chaos", name);
    fields.put(counted, count);
    fields.put("lost", findings.of(Kind.LOST));
    fields.put("duplicated", findings.of(Kind.DUPLICATED));
    fields.put("otherwiseBroken", findings.others());
    fields.put("plantedFaultCaught", planted);
    fields.put("seed", seed);
    conditions.put("cores", Runtime.getRuntime().availableProcessors());
    conditions.put("java", Runtime.version().toString());
  }

  public ChaosReport with(String key, Object value) {
    fields.put(key, value);
    return this;
  }

  public ChaosReport condition(String key, Object value) {
    conditions.put(key, value);
    return this;
  }

  /// Whether nothing was broken and every planted fault was caught.
  public boolean passed() {
    return passed;
  }

  public Object get(String key) {
    return fields.getOrDefault(key, "");
  }

  public String json() {
    Map<String, Object> all = new LinkedHashMap<>(fields);
    all.put("conditions", conditions);
    try {
      return JSON.writeValueAsString(all);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("maps of text and numbers are always JSON", e);
    }
  }
}
