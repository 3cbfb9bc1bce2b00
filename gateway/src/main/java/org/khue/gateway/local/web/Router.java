package org.khue.gateway.local.web;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Finds who answers a request: method and path, in which `{name}` stands for one segment.
public final class Router {
  /// A route.
  ///
  /// @param needed who may use it
  public record Route(String method, List<String> segments, Role needed, Handler handler) {}

  /// What a path leads to.
  sealed interface Match {
    /// @param variables the segments that stood for `{name}`
    record Found(Route route, Map<String, String> variables) implements Match {}

    record OtherMethod(String allowed) implements Match {}

    record Nothing() implements Match {}
  }

  private final List<Route> routes = new ArrayList<>();

  public Router get(String pattern, Role needed, Handler handler) {
    return add("GET", pattern, needed, handler);
  }

  public Router post(String pattern, Role needed, Handler handler) {
    return add("POST", pattern, needed, handler);
  }

  private Router add(String method, String pattern, Role needed, Handler handler) {
    List<String> segments = segments(pattern);
    boolean twice =
        routes.stream()
            .anyMatch(route -> route.method.equals(method) && route.segments.equals(segments));
    if (twice) {
      throw new IllegalArgumentException("two routes for " + method + " " + pattern);
    }
    routes.add(new Route(method, segments, needed, handler));
    return this;
  }

  /// All of them, for a test that goes through them.
  public List<Route> routes() {
    return List.copyOf(routes);
  }

  Match find(String method, String path) {
    List<String> segments = segments(path);
    TreeSet<String> others = new TreeSet<>();
    for (Route route : routes) {
      Optional<Map<String, String>> variables = variables(route.segments, segments);
      if (variables.isPresent()) {
        if (route.method.equals(method)) {
          return new Match.Found(route, variables.get());
        }
        others.add(route.method.equals("GET") ? "GET, HEAD" : route.method);
      }
    }
    return others.isEmpty()
        ? new Match.Nothing()
        : new Match.OtherMethod(String.join(", ", others));
  }

  private static Optional<Map<String, String>> variables(List<String> pattern, List<String> path) {
    if (pattern.size() != path.size()) {
      return Optional.empty();
    }
    Map<String, String> variables = new HashMap<>();
    for (int i = 0; i < pattern.size(); i++) {
      String name = name(pattern.get(i));
      if (name != null) {
        variables.put(name, path.get(i));
      } else if (!pattern.get(i).equals(path.get(i))) {
        return Optional.empty();
      }
    }
    return Optional.of(variables);
  }

  private static @Nullable String name(String segment) {
    return segment.startsWith("{") ? segment.substring(1, segment.length() - 1) : null;
  }

  private static List<String> segments(String path) {
    return List.of(path.substring(1).split("/", -1));
  }
}
