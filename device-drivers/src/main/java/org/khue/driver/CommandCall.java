package org.khue.driver;

import java.util.HashMap;
import java.util.Map;

/// A command with its arguments.
public record CommandCall(CommandSpec spec, Map<String, Object> args) {
  public CommandCall {
    args = Map.copyOf(args);
  }

  /// A call whose arguments are what the command says that it takes.
  ///
  /// @return [Fault.Range] for one that is missing, unknown, of another type or out of its range
  public static Outcome<CommandCall> of(CommandSpec spec, Map<String, ?> given) {
    Map<String, Object> taken = new HashMap<>();
    for (ArgumentSpec argument : spec.args()) {
      switch (argument.take(given.get(argument.id()))) {
        case Outcome.Ok<Object>(Object value) -> taken.put(argument.id(), value);
        case Outcome.Failed<Object>(Fault fault) -> {
          return Outcome.failed(fault);
        }
      }
    }
    for (String key : given.keySet()) {
      if (!taken.containsKey(key)) {
        return Outcome.failed(
            new Fault.Range(
                spec.id()
                    + " takes "
                    + (taken.isEmpty() ? "no argument" : "the arguments " + taken.keySet())
                    + ", but was also given `"
                    + key
                    + "`"));
      }
    }
    return Outcome.ok(new CommandCall(spec, taken));
  }
}
