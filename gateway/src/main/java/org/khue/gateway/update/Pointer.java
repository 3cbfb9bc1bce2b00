package org.khue.gateway.update;

import java.util.HashMap;
import java.util.Map;

/// Which versions there are to start, by sequence: the file `pointer`, which the launcher reads
/// too.
///
/// @param good what runs when nothing is on trial; 0 for the packaged one
/// @param before what was good before that; 0 for the packaged one
/// @param trial on trial; 0 for none
record Pointer(long good, long before, long trial) {
  static final Pointer PACKAGED = new Pointer(0, 0, 0);

  /// What cannot be read counts as 0, as for the launcher.
  static Pointer parse(String text) {
    Map<String, Long> found = new HashMap<>();
    for (String line : text.lines().limit(20).toList()) {
      String[] parts = line.split("=", 2);
      if (parts.length == 2 && parts[1].matches("[0-9]{1,15}")) {
        found.putIfAbsent(parts[0], Long.parseLong(parts[1]));
      }
    }
    return new Pointer(
        found.getOrDefault("good", 0L),
        found.getOrDefault("before", 0L),
        found.getOrDefault("trial", 0L));
  }

  String text() {
    return "good=" + good + "\nbefore=" + before + "\ntrial=" + trial + "\n";
  }

  Pointer onTrial(long sequence) {
    return new Pointer(good, before, sequence);
  }

  Pointer withoutTrial() {
    return new Pointer(good, before, 0);
  }

  /// What was on trial is good.
  Pointer settled() {
    return new Pointer(trial, good, 0);
  }

  long highest() {
    return Math.max(good, Math.max(before, trial));
  }

  boolean names(long sequence) {
    return sequence == good || sequence == before || sequence == trial;
  }
}
