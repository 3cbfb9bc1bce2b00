package org.khue.gateway.journal;

import java.io.IOException;

/// There is no room: on the disk, or within the journal's own limit.
public final class FullDiskException extends IOException {
  private static final long serialVersionUID = 1L;

  public FullDiskException(String message) {
    super(message);
  }

  public FullDiskException(String message, Throwable cause) {
    super(message, cause);
  }
}
