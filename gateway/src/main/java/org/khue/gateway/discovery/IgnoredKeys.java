package org.khue.gateway.discovery;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Set;
import org.khue.gateway.files.DurableFile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The findings that nobody wants to hear of, kept over a restart: a line a key.
final class IgnoredKeys {
  private static final Logger log = LoggerFactory.getLogger(IgnoredKeys.class);
  private static final int MOST = 500;

  private final Path file;
  private final Set<String> keys = new LinkedHashSet<>();

  IgnoredKeys(Path data) {
    file = data.resolve("discovery").resolve("ignored");
    try {
      DurableFile.read(file).orElse("").lines().limit(MOST).forEach(keys::add);
    } catch (IOException e) {
      log.warn("{} cannot be read; what was ignored shows again: {}", file, e.toString());
    }
  }

  synchronized boolean contains(String key) {
    return keys.contains(key);
  }

  /// @return whether it is on disk
  synchronized boolean set(String key, boolean ignored) {
    boolean changed = ignored ? keys.add(key) : keys.remove(key);
    if (changed && keys.size() > MOST) {
      keys.remove(keys.iterator().next());
    }
    try {
      if (changed) {
        DurableFile.write(file, String.join("\n", keys) + "\n");
      }
      return true;
    } catch (IOException e) {
      log.warn("{} cannot be written, check the disk: {}", file, e.toString());
      return false;
    }
  }
}
