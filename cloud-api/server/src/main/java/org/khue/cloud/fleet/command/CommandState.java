package org.khue.cloud.fleet.command;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/// Where a command stands. Decision 107 says who may end it.
public enum CommandState {
  /// Not handed to a connection yet.
  WAITING,
  /// Handed over: the gateway may have begun it, and only its receipt tells.
  SENT,
  /// The device itself has confirmed.
  DONE,
  /// The device or its gateway refused, or did not confirm in time.
  FAILED,
  /// It was not begun, and will not be.
  EXPIRED;

  /// As the database and the API say it.
  @JsonValue
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  public boolean ended() {
    return this == DONE || this == FAILED || this == EXPIRED;
  }

  /// The state of that word.
  static CommandState of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }
}
