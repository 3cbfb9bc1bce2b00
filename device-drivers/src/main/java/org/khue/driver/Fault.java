package org.khue.driver;

import java.util.Map;

/// How a device failed us. Each message says what was tried, where, and what came instead.
public sealed interface Fault {
  String message();

  /// A short code for a reading's reason and for counters.
  default String code() {
    return switch (this) {
      case Timeout t -> "timeout";
      case Refused r -> "refused";
      case Protocol p -> "protocol";
      case Busy b -> "busy";
      case Auth a -> "auth";
      case Gone g -> "gone";
      case Range r -> "range";
    };
  }

  /// The same for the people in the room, by language; empty where there are no such words.
  default Map<String, String> said() {
    return Map.of();
  }

  /// No answer in time.
  record Timeout(String message) implements Fault {}

  /// The device understood and said no: an illegal address, a command that its state forbids.
  record Refused(String message, Map<String, String> said) implements Fault {
    public Refused(String message) {
      this(message, Map.of());
    }
  }

  /// Bytes that the protocol does not allow.
  record Protocol(String message) implements Fault {}

  /// The device asks to try later.
  record Busy(String message, Map<String, String> said) implements Fault {
    public Busy(String message) {
      this(message, Map.of());
    }
  }

  /// Password or key refused.
  record Auth(String message) implements Fault {}

  /// No connection: refused, unplugged, closed by the peer.
  record Gone(String message) implements Fault {}

  /// An argument or a value outside what the device can do.
  record Range(String message) implements Fault {}
}
