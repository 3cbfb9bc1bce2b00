package org.khue.driver;

import java.util.Map;

/// A command with its arguments.
public record CommandCall(CommandSpec spec, Map<String, Object> args) {
  public CommandCall {
    args = Map.copyOf(args);
  }
}
