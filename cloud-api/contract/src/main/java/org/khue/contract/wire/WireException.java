package org.khue.contract.wire;

import java.io.IOException;

/// Bytes that are not what the contract says; the message tells what was met and where.
public final class WireException extends IOException {
  private static final long serialVersionUID = 1L;

  public WireException(String message) {
    super(message);
  }

  public WireException(String message, Throwable cause) {
    super(message, cause);
  }
}
