package org.khue.gateway.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.khue.contract.Stamp;

/// What an acceptance test has found, in the language of whoever made it.
///
/// @param id of the test, a UUID
/// @param room its name
/// @param by who made the test: role, and the label of the card
/// @param version of the gateway's program
public record Report(
    String id,
    String gateway,
    String room,
    boolean simulated,
    String by,
    String version,
    Stamp begun,
    Stamp ended,
    List<Line> lines) {
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS).build();

  public Report {
    lines = List.copyOf(lines);
  }

  /// How it went with one thing.
  public enum Result {
    PASSED,
    FAILED,

    /// It could not be tried here; the note says why.
    SKIPPED
  }

  /// One thing that was looked at.
  ///
  /// @param value what was found; may be empty
  /// @param note why it is not well, or the device's own word; may be empty
  public record Line(String what, String value, Result result, String note) {}

  /// Whether nothing failed.
  public boolean passed() {
    return lines.stream().noneMatch(line -> line.result() == Result.FAILED);
  }

  /// The same content always in the same bytes: keys in order, no white space.
  public byte[] json() {
    Map<String, Object> all = new TreeMap<>();
    all.put("id", id);
    all.put("gateway", gateway);
    all.put("room", room);
    all.put("simulated", simulated);
    all.put("by", by);
    all.put("version", version);
    all.put("begun", stamp(begun));
    all.put("ended", stamp(ended));
    all.put("passed", passed());
    all.put(
        "lines",
        lines.stream()
            .map(line ->
                Map.of(
                    "what", line.what(),
                    "value", line.value(),
                    "result", line.result().name(),
                    "note", line.note()))
            .toList());
    try {
      return JSON.writeValueAsString(all).getBytes(StandardCharsets.UTF_8);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("maps of text and numbers are always JSON", e);
    }
  }

  private static Map<String, Object> stamp(Stamp stamp) {
    return Map.of(
        "wallMicros", stamp.wallMicros(),
        "monotonicMicros", stamp.monotonicMicros(),
        "boot", stamp.boot(),
        "clock", stamp.clock().name());
  }

  /// SHA-256 of [#json], in lower-case hexadecimal.
  public String hash() {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(json()));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
