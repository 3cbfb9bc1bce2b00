package org.khue.gateway.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.khue.contract.update.ReleaseKeys;
import org.khue.gateway.config.GatewayConfig.Updates;

/// The block `updates` as it was written.
///
/// @param node null if the file has none
/// @param directory what relative paths start from
record UpdatesDraft(@Nullable Node node, Path directory) {
  private static final Duration LONGEST = Duration.ofHours(1);

  void check(Problems problems) {
    if (node == null) {
      return;
    }
    Path keys = keys();
    if (keys != null) {
      checkKeys(keys, node, problems);
    }
    Updates built = build();
    if (built.settle().compareTo(built.patience()) > 0 || built.patience().compareTo(LONGEST) > 0) {
      problems.add(node, "patience must be as long as settle at least, and 1h at most");
    }
  }

  private static void checkKeys(Path keys, Node node, Problems problems) {
    try {
      ReleaseKeys.parse(Files.readString(keys));
    } catch (IOException e) {
      problems.add(
          node.file(),
          "/updates/keys",
          keys + " cannot be read: put release.pem there, see docs/how-to/update-gateways.md");
    } catch (IllegalArgumentException e) {
      problems.add(
          node.file(),
          "/updates/keys",
          keys + ": " + e.getMessage() + "; release.pem of './khue update keygen' belongs there");
    }
  }

  Updates build() {
    if (node == null) {
      return Updates.NONE;
    }
    return new Updates(
        keys(),
        DurationText.parse(node.text("settle"), Updates.NONE.settle()),
        DurationText.parse(node.text("patience"), Updates.NONE.patience()));
  }

  private @Nullable Path keys() {
    String file = node == null ? null : node.text("keys");
    return file == null ? null : directory.resolve(file).toAbsolutePath().normalize();
  }
}
