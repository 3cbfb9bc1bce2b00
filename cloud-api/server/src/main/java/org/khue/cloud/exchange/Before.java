package org.khue.cloud.exchange;

import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What undoing an imported person needs, as text: the rows as they were, or for a new person the
/// guardians that were made with them.
record Before(@Nullable String snapshot, List<UUID> guardians) {
  private static final String MADE = "made ";
  private static final String CHANGED = "changed ";

  static String made(List<UUID> guardians) {
    return MADE + guardians.stream().map(UUID::toString).collect(Collectors.joining(","));
  }

  static String changed(String snapshot) {
    return CHANGED + snapshot;
  }

  static Before of(String text) {
    if (text.startsWith(CHANGED)) {
      return new Before(text.substring(CHANGED.length()), List.of());
    }
    String ids = text.substring(MADE.length());
    return new Before(
        null,
        ids.isEmpty() ? List.of() : Arrays.stream(ids.split(",")).map(UUID::fromString).toList());
  }
}
