package org.khue.driver;

/// What came of asking a device: a value or a fault. A bug is an exception instead.
public sealed interface Outcome<T> {
  record Ok<T>(T value) implements Outcome<T> {}

  record Failed<T>(Fault fault) implements Outcome<T> {}

  static <T> Outcome<T> ok(T value) {
    return new Ok<>(value);
  }

  static <T> Outcome<T> failed(Fault fault) {
    return new Failed<>(fault);
  }
}
