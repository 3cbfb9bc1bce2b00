package org.khue.contract.courier;

import java.io.Serial;

/// A package or a receipt that is not what it should be; the message says what and what to do.
public final class CourierException extends Exception {
  @Serial private static final long serialVersionUID = 1L;

  public CourierException(String message) {
    super(message);
  }

  public CourierException(String message, Throwable cause) {
    super(message, cause);
  }
}
