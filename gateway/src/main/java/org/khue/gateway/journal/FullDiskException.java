package org.khue.gateway.journal;

import java.io.IOException;

/// There is no room: on the disk, or within the journal's own limit.
final class FullDiskException extends IOException {
  private static final long serialVersionUID = 1L;

  FullDiskException(String message) {
    super(message);
  }

  FullDiskException(String message, Throwable cause) {
    super(message, cause);
  }
}
