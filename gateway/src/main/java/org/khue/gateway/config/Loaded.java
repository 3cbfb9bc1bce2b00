package org.khue.gateway.config;

import java.util.List;

/// What came of reading a configuration.
public sealed interface Loaded<T> {
  record Good<T>(T value) implements Loaded<T> {}

  /// @param problems all of them, by file and line; at least one
  record Wrong<T>(List<ConfigProblem> problems) implements Loaded<T> {
    public Wrong {
      problems = List.copyOf(problems);
    }
  }
}
