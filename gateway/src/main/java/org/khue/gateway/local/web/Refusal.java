package org.khue.gateway.local.web;

import java.io.Serial;

/// A request that cannot be served; the person is told why.
public final class Refusal extends RuntimeException {
  @Serial private static final long serialVersionUID = 1;

  private final int code;
  private final String key;

  /// @param code the HTTP status
  /// @param key of the text that says what to do
  public Refusal(int code, String key) {
    super(key, null, false, false);
    this.code = code;
    this.key = key;
  }

  public int code() {
    return code;
  }

  public String key() {
    return key;
  }
}
