package org.khue.driver;

import java.io.IOException;

/// A link failed; the fault says how.
public final class LinkException extends IOException {
  private static final long serialVersionUID = 1L;

  private final transient Fault fault;

  public LinkException(Fault fault) {
    super(fault.message());
    this.fault = fault;
  }

  public LinkException(Fault fault, Throwable cause) {
    super(fault.message(), cause);
    this.fault = fault;
  }

  public Fault fault() {
    return fault;
  }
}
