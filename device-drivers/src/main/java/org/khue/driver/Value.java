package org.khue.driver;

/// A value as the wire gave it, before scaling.
public sealed interface Value {
  /// A number; true and false are 1 and 0.
  record Num(double value) implements Value {}

  /// A word, such as a state's name.
  record Text(String value) implements Value {}
}
