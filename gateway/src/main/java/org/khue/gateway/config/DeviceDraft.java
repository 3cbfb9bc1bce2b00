package org.khue.gateway.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.khue.driver.DeviceConfig;
import org.khue.driver.DriverFactory;
import org.khue.driver.Problem;

/// A device as the room file names it.
///
/// @param profile null if there is none of that name, or it cannot be read
/// @param points the profile's, with those of the room file merged in
record DeviceDraft(
    Node node, String id, @Nullable ProfileDraft profile, Map<String, PointDraft> points) {

  static DeviceDraft read(Node node, @Nullable ProfileDraft profile, Checks checks) {
    Map<String, PointDraft> merged = new LinkedHashMap<>();
    if (profile != null) {
      merged.putAll(profile.points());
    }
    DriverFactory driver = profile == null ? null : profile.driver();
    Map<String, Node> own = new LinkedHashMap<>();
    for (Node item : node.items("points")) {
      Checks.unique(item, "point", own, item, first -> first, checks.problems());
      point(item, merged, profile, driver, checks);
    }
    Node connection = node.get("connection");
    if (driver != null && connection != null && connection.value().isObject()) {
      checks.connection(driver, connection);
    }
    DeviceDraft draft = new DeviceDraft(node, String.valueOf(node.text("id")), profile, merged);
    draft.askDriver(checks.problems());
    return draft;
  }

  private static void point(
      Node item,
      Map<String, PointDraft> merged,
      @Nullable ProfileDraft profile,
      @Nullable DriverFactory driver,
      Checks checks) {
    String id = item.text("id");
    if (id == null) {
      return;
    }
    PointDraft written = PointDraft.of(id, item);
    PointDraft below = merged.get(id);
    PointDraft point = below == null ? written : below.overriddenBy(written);
    merged.put(id, point);
    if (profile != null && below == null) {
      String missing =
          String.join(
              ", ",
              Stream.of("name", "address", "unit", "report")
                  .filter(key -> !point.keys().containsKey(key))
                  .toList());
      if (!missing.isEmpty()) {
        checks
            .problems()
            .add(
                item,
                "the profile "
                    + profile.id()
                    + " has no point '"
                    + id
                    + "'"
                    + Nearest.hint(id, profile.points().keySet())
                    + " As a new point it needs "
                    + missing);
      }
    }
    PointCheck.check(point, driver, checks);
  }

  /// The driver's own word, which needs a device and profile that are sound so far.
  private void askDriver(Problems problems) {
    ProfileDraft type = profile;
    if (type == null
        || type.driver() == null
        || problems.touch(node)
        || problems.touch(type.node())) {
      return;
    }
    for (Problem problem : type.driver().validate(config(), type.build(points))) {
      tell(problem, type, problems);
    }
  }

  /// A driver names points and commands by their index in the profile that it got; the user wants
  /// the place where they were written.
  private void tell(Problem problem, ProfileDraft type, Problems problems) {
    String[] steps = problem.path().split("/", 5);
    if (steps.length >= 3 && steps[1].equals("points") && steps[2].matches("[0-9]{1,4}")) {
      List<PointDraft> written = List.copyOf(points.values());
      int index = Integer.parseInt(steps[2]);
      if (index < written.size()) {
        PointDraft point = written.get(index);
        Node key = steps.length > 3 ? point.keys().get(steps[3]) : null;
        Node at = key == null ? point.place() : key;
        String below = key != null && steps.length > 4 ? "/" + steps[4] : "";
        problems.add(at.file(), at.pointer() + below, problem.message());
        return;
      }
    }
    if (steps.length > 1 && steps[1].equals("commands")) {
      problems.add(type.node().file(), problem.path(), problem.message());
      return;
    }
    problems.add(node.file(), node.pointer() + problem.path(), problem.message());
  }

  private DeviceConfig config() {
    return new DeviceConfig(
        id,
        Texts.values(node.get("connection")),
        node.file().name() + ":" + node.file().line(node.pointer()));
  }

  /// The device for the runtime; only when nothing is wrong.
  RoomDevice build(ProfileDraft type) {
    Node name = node.get("name");
    return new RoomDevice(
        config(),
        type.build(points),
        Texts.byLanguage(name == null ? type.node().get("name") : name));
  }
}
