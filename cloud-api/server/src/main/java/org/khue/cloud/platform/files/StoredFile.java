package org.khue.cloud.platform.files;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A file that is stored.
///
/// @param sha256 of its content, 64 hexadecimal digits
/// @param type media type, as found in the content
/// @param removedAt when it went into the bin; null if it did not
public record StoredFile(
    UUID id,
    String kind,
    String name,
    String type,
    long size,
    String sha256,
    UUID unit,
    @Nullable UUID person,
    State state,
    Instant createdAt,
    @Nullable Instant removedAt) {

  /// What the virus scanner says of the content.
  public enum State {
    /// Nobody looked, because there is no scanner.
    UNSCANNED,
    /// Waits for the scanner.
    PENDING,
    CLEAN,
    /// Never handed out.
    INFECTED
  }
}
