package org.khue.cloud.platform.vault;

import java.io.IOException;
import java.io.Serial;

/// The vault's files do not fit the database; the message says what was found and what to do.
public final class VaultFileException extends IOException {
  @Serial private static final long serialVersionUID = 1L;

  VaultFileException(String message) {
    super(message);
  }
}
