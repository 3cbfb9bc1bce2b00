package org.khue.gateway.update;

import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;

/// The version that runs, as the launcher has told it.
///
/// @param updates where versions are kept
/// @param sequence of what runs
/// @param packaged whether it came with the Debian package
/// @param why why something else runs than what was to run: `restarts` or `damaged`; empty usually
public record Release(Path updates, long sequence, boolean packaged, String why) {
  private static final String NUMBER = "[0-9]{1,15}";

  /// Empty where no launcher that can choose a version has started this process.
  public static Optional<Release> of(Properties properties) {
    String updates = properties.getProperty("khue.updates", "");
    String sequence = properties.getProperty("khue.sequence", "");
    if (updates.isEmpty() || !sequence.matches(NUMBER)) {
      return Optional.empty();
    }
    return Optional.of(
        new Release(
            Path.of(updates).toAbsolutePath().normalize(),
            Long.parseLong(sequence),
            properties.getProperty("khue.packaged", "").equals("yes"),
            properties.getProperty("khue.fell-back", "")));
  }

  /// As the pointer names it.
  long pointed() {
    return packaged ? 0 : sequence;
  }
}
