package org.khue.driver;

/// What a driver can do; the runtime calls nothing else.
public enum Capability {
  /// Answers [Driver#read].
  READ,
  /// Speaks by itself after [Driver#listen].
  LISTEN,
  /// Takes [Driver#execute].
  EXECUTE
}
