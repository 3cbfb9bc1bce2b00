package org.khue.cloud.platform.vault;

import java.io.Serial;

/// Something sealed does not open: it was altered, moved to another place, or its key is another.
public final class VaultException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  VaultException(String message, Throwable cause) {
    super(message, cause);
  }
}
