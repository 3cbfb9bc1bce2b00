package org.khue.gateway.config;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Collects what is wrong, so that all of it is told at once. The same problem found twice counts
/// once.
final class Problems {
  private final Set<ConfigProblem> found = new LinkedHashSet<>();

  void add(ConfigProblem problem) {
    found.add(problem);
  }

  void add(Node at, String message) {
    add(at.file(), at.pointer(), message);
  }

  void add(YamlFile file, String pointer, String message) {
    found.add(new ConfigProblem(file.name(), file.line(pointer), pointer, message));
  }

  boolean isEmpty() {
    return found.isEmpty();
  }

  int count() {
    return found.size();
  }

  /// Whether something is wrong at or below that place.
  boolean touch(Node at) {
    return found.stream()
        .anyMatch(problem ->
            problem.file().equals(at.file().name())
                && (problem.path() + "/").startsWith(at.pointer() + "/"));
  }

  /// File by file in the order of reading, each by line.
  List<ConfigProblem> sorted() {
    Map<String, Integer> order = new HashMap<>();
    found.forEach(problem -> order.putIfAbsent(problem.file(), order.size()));
    List<ConfigProblem> sorted = new ArrayList<>(found);
    sorted.sort(
        Comparator.<ConfigProblem>comparingInt(problem -> order.getOrDefault(problem.file(), 0))
            .thenComparingInt(ConfigProblem::line));
    return sorted;
  }
}
