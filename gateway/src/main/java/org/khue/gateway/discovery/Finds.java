package org.khue.gateway.discovery;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.khue.driver.Candidate;
import org.khue.driver.Identity;

/// What scans have met, each thing once: by its number where it tells one, else by its address.
final class Finds {
  static final int MOST = 256;
  private static final int KEY_BYTES = 8;

  private final Map<String, Found> found = new LinkedHashMap<>();
  private int leftOut;

  /// @param address [org.khue.driver.Discoverer.Place#address]
  record Found(
      String key, Candidate candidate, String address, long firstMicros, long lastMicros) {}

  /// Names a thing, the same after a restart.
  static String key(Candidate candidate, String address) {
    Identity who = candidate.identity();
    String by =
        who.serial().isBlank()
            ? candidate.driver() + "|" + address
            : String.join("|", candidate.driver(), who.maker(), who.model(), who.serial());
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(by.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, KEY_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /// @param sinceMicros when this scan began: what it saw at two places counts where it is surer
  synchronized void add(Candidate candidate, String address, long nowMicros, long sinceMicros) {
    String key = key(candidate, address);
    Found before = found.get(key);
    if (before != null
        && before.lastMicros() >= sinceMicros
        && before.candidate().certainty().compareTo(candidate.certainty()) < 0) {
      return;
    }
    if (before == null && found.size() >= MOST && !makeRoom(sinceMicros)) {
      leftOut++;
      return;
    }
    long first = before == null ? nowMicros : before.firstMicros();
    found.put(key, new Found(key, candidate, address, first, nowMicros));
  }

  /// Forgets what was not seen for the longest time, if this scan did not see it.
  private boolean makeRoom(long sinceMicros) {
    Found oldest =
        found.values().stream().min(Comparator.comparingLong(Found::lastMicros)).orElseThrow();
    if (oldest.lastMicros() >= sinceMicros) {
      return false;
    }
    found.remove(oldest.key());
    return true;
  }

  synchronized Optional<Found> get(String key) {
    return Optional.ofNullable(found.get(key));
  }

  synchronized void remove(String key) {
    found.remove(key);
  }

  /// In the order in which they were first seen.
  synchronized List<Found> all() {
    return new ArrayList<>(found.values());
  }

  synchronized int leftOut() {
    return leftOut;
  }

  synchronized void begin() {
    leftOut = 0;
  }
}
