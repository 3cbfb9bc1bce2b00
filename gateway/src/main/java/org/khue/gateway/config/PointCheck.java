package org.khue.gateway.config;

import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.khue.driver.Capability;
import org.khue.driver.DriverFactory;

/// What must hold for a point beyond its schema.
final class PointCheck {
  private static final Duration FASTEST = Duration.ofMillis(100);

  private PointCheck() {}

  static void check(PointDraft point, @Nullable DriverFactory driver, Checks checks) {
    Problems problems = checks.problems();
    String unit = point.text("unit");
    Node unitNode = point.keys().get("unit");
    if (unit != null && unitNode != null) {
      String problem = checks.units().problem(unit);
      if (!problem.isEmpty()) {
        problems.add(unitNode, problem);
      }
    }
    timing(point, driver, problems);
    range(point, problems);
    if (point.isState()) {
      states(point, problems);
    }
    Node address = point.keys().get("address");
    if (driver != null && address != null && address.value().isObject()) {
      checks.address(driver, address);
    }
  }

  private static void timing(PointDraft point, @Nullable DriverFactory driver, Problems problems) {
    Duration poll = point.poll();
    Node pollNode = point.keys().get("poll");
    if (pollNode != null && !poll.isZero()) {
      if (poll.compareTo(FASTEST) < 0) {
        problems.add(pollNode, "faster than " + DurationText.write(FASTEST) + ": poll less often");
      } else if (poll.compareTo(point.every()) > 0 && !point.every().isZero()) {
        problems.add(
            pollNode,
            "polled every "
                + DurationText.write(poll)
                + ", a report at least every "
                + DurationText.write(point.every())
                + " cannot be held: poll more often");
      } else if (poll.compareTo(PointDraft.HEARTBEAT) > 0) {
        problems.add(pollNode, "must be at most 60s: coverage is counted by the minute");
      }
    }
    Duration written = DurationText.parse(point.text("poll"));
    boolean never = pollNode == null || (written != null && written.isZero());
    if (driver != null && never && !driver.capabilities().contains(Capability.LISTEN)) {
      problems.add(
          point.place(),
          "the driver "
              + driver.id()
              + " gives a value only when asked: add `poll:`, such as poll: 5s");
    }
    if (driver != null
        && pollNode != null
        && !poll.isZero()
        && !driver.capabilities().contains(Capability.READ)) {
      problems.add(
          pollNode,
          "the driver "
              + driver.id()
              + " cannot be polled, its devices send by themselves: take `poll:` out");
    }
    report(point, problems);
  }

  private static void report(PointDraft point, Problems problems) {
    Node report = point.keys().get("report");
    if (report == null) {
      return;
    }
    Node every = report.get("every");
    Node at = every == null ? report : every;
    if (point.every().compareTo(PointDraft.HEARTBEAT) > 0) {
      problems.add(at, "must be at most 60s: coverage is counted by the minute");
    }
    if (point.every().isZero() && point.reportsChanges()) {
      problems.add(
          at, "0s reports each sample, so `on-change` has no meaning: take one of the two out");
    }
  }

  private static void range(PointDraft point, Problems problems) {
    Double low = point.rangeEnd("low");
    Double high = point.rangeEnd("high");
    Node range = point.keys().get("range");
    if (range != null && low != null && high != null && low >= high) {
      problems.add(
          range, "low " + Numbers.write(low) + " must be below high " + Numbers.write(high));
    }
  }

  private static void states(PointDraft point, Problems problems) {
    for (String key : new String[] {"range", "scale", "offset"}) {
      Node node = point.keys().get(key);
      if (node != null) {
        problems.add(node, "a point with states has no " + key + ": take it out");
      }
    }
    Node unit = point.keys().get("unit");
    if (unit != null && !"1".equals(point.text("unit"))) {
      problems.add(unit, "the unit of a point with states is \"1\"");
    }
    Map<String, Integer> numbers = new HashMap<>();
    Node states = point.keys().get("states");
    point
        .states()
        .forEach((number, name) -> {
          Integer first = numbers.putIfAbsent(name.toLowerCase(Locale.ROOT), number);
          if (first != null && states != null) {
            problems.add(
                states.file(),
                states.pointer() + "/" + number,
                "the state '"
                    + name
                    + "' is also the name of "
                    + first
                    + ": names must differ, case aside");
          }
        });
  }
}
