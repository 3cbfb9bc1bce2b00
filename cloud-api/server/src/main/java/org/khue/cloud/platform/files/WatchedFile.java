package org.khue.cloud.platform.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The content of a small file, read again when it changes (looked at once a second at the most). A
/// file that cannot be read or understood leaves the earlier content in force and is logged once.
///
/// @param <T> the content, immutable
public final class WatchedFile<T> {
  private static final Logger LOG = LoggerFactory.getLogger(WatchedFile.class);
  private static final long LOOK_EVERY_NANOS = Duration.ofSeconds(1).toNanos();

  /// Makes content of bytes.
  @FunctionalInterface
  public interface Parser<T> {
    T parse(byte[] bytes) throws IOException;
  }

  private record Version(FileTime modified, long bytes) {}

  private final @Nullable Path path;
  private final Parser<T> parser;
  private T content;
  private @Nullable Version seen;
  private long lookedAtNanos;
  private boolean looked;

  /// @param path null for no file: the content stays `empty`
  public WatchedFile(@Nullable Path path, T empty, Parser<T> parser) {
    this.path = path;
    this.content = empty;
    this.parser = parser;
  }

  /// The content as of now, or of at most a second ago.
  public synchronized T get() {
    long now = System.nanoTime();
    if (path != null && (!looked || now - lookedAtNanos >= LOOK_EVERY_NANOS)) {
      looked = true;
      lookedAtNanos = now;
      look(path);
    }
    return content;
  }

  private void look(Path file) {
    Version now = null;
    try {
      now = new Version(Files.getLastModifiedTime(file), Files.size(file));
      if (!now.equals(seen)) {
        content = parser.parse(Files.readAllBytes(file));
      }
    } catch (IOException | IllegalArgumentException e) {
      if (now == null || !now.equals(seen)) {
        LOG.error("{} cannot be used, the earlier content stays: {}", file, e.toString());
      }
    }
    seen = now;
  }
}
