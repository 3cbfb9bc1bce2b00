package org.khue.gateway.update;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.khue.contract.update.ReleaseKeys;
import org.khue.contract.update.UpdateException;
import org.khue.contract.update.UpdateException.Reason;
import org.khue.contract.update.UpdateHead;
import org.khue.contract.update.UpdateManifest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Whether this gateway may take an update.
final class Judge implements Judging {
  private static final Logger log = LoggerFactory.getLogger(Judge.class);

  private final @Nullable Path keys;
  private final String architecture;

  /// @param keys the file with the public keys of believed releases; null to believe none
  /// @param architecture of this machine, as Java names it
  Judge(@Nullable Path keys, String architecture) {
    this.keys = keys;
    this.architecture =
        switch (architecture) {
          case "x86_64" -> "amd64";
          case "aarch64" -> "arm64";
          default -> architecture;
        };
  }

  @Override
  public UpdateManifest judge(UpdateHead head, long running, long highest) throws UpdateException {
    UpdateManifest manifest = head.verified(keys());
    if (!manifest.architecture().equals(UpdateManifest.ANY)
        && !manifest.architecture().equals(architecture)) {
      throw new UpdateException(
          Reason.ARCHITECTURE,
          "it is made for " + manifest.architecture() + ", this is " + architecture);
    }
    long least = Math.max(running, highest);
    if (manifest.sequence() <= least) {
      throw new UpdateException(
          Reason.OLDER,
          "its sequence is "
              + manifest.sequence()
              + ", and "
              + least
              + " was here already: make a release with a later one");
    }
    if (running < manifest.after()) {
      throw new UpdateException(
          Reason.TOO_OLD,
          "it needs sequence "
              + manifest.after()
              + " to run before, here runs "
              + running
              + ": update to one in between first");
    }
    return manifest;
  }

  private ReleaseKeys keys() {
    if (keys == null) {
      return ReleaseKeys.NONE;
    }
    try {
      return ReleaseKeys.parse(Files.readString(keys));
    } catch (IOException | IllegalArgumentException e) {
      log.error("{} cannot be used, no release is believed: {}", keys, e.toString());
      return ReleaseKeys.NONE;
    }
  }
}
