package org.khue.gateway.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.khue.driver.Capability;
import org.khue.driver.CommandSpec;
import org.khue.driver.DriverFactory;
import org.khue.driver.HoldSpec;
import org.khue.driver.PointSpec;
import org.khue.driver.Profile;

/// A profile as it was written, checked as far as it goes.
///
/// @param driver null if there is none of that name
record ProfileDraft(Node node, @Nullable DriverFactory driver, Map<String, PointDraft> points) {
  private static final Duration SHORTEST = Duration.ofMillis(100);
  private static final Duration LONGEST = Duration.ofMinutes(10);

  /// Reads and checks a profile; null if the file cannot be used at all.
  static @Nullable ProfileDraft read(Path path, Checks checks) {
    YamlFile file = YamlReader.read(path, checks.problems());
    if (file == null) {
      return null;
    }
    Node node = file.node();
    checks.schemas().file("profile", node, checks.problems());
    DriverFactory driver = driver(node, checks);
    Map<String, PointDraft> points = new LinkedHashMap<>();
    for (Node item : node.items("points")) {
      PointDraft point = PointDraft.of(String.valueOf(item.text("id")), item);
      Checks.unique(item, "point", points, point, PointDraft::place, checks.problems());
      PointCheck.check(point, driver, checks);
    }
    ProfileDraft draft = new ProfileDraft(node, driver, points);
    draft.check(path, checks.problems());
    return draft;
  }

  private static @Nullable DriverFactory driver(Node node, Checks checks) {
    String id = node.text("driver");
    DriverFactory driver = checks.driver(id);
    if (id != null && driver == null) {
      checks
          .problems()
          .add(
              node.file(),
              "/driver",
              "there is no driver '"
                  + id
                  + "'"
                  + Nearest.hintOrList(id, checks.drivers().keySet()));
    }
    return driver;
  }

  private void check(Path path, Problems problems) {
    String id = node.text("profile");
    String file = String.valueOf(path.getFileName());
    if (id != null && !file.equals(id + ".yaml")) {
      problems.add(
          node.file(),
          "/profile",
          "'" + id + "' must be the file's name, " + file + ": rename one of them");
    }
    Map<String, Node> commands = new LinkedHashMap<>();
    for (Node command : node.items("commands")) {
      Checks.unique(command, "command", commands, command, first -> first, problems);
      Duration deadline = DurationText.parse(command.text("deadline"));
      if (deadline != null
          && (deadline.compareTo(SHORTEST) < 0 || deadline.compareTo(LONGEST) > 0)) {
        problems.add(
            node.file(), command.pointer() + "/deadline", "must lie between 100ms and 10m");
      }
      ArgumentDraft.check(command, problems);
    }
    Node hold = node.get("hold");
    if (hold != null) {
      hold(hold, commands, problems);
    }
    test(commands, problems);
    if (driver != null
        && !commands.isEmpty()
        && !driver.capabilities().contains(Capability.EXECUTE)) {
      problems.add(
          node.file(),
          "/commands",
          "the driver " + driver.id() + " takes no commands: take them out");
    }
    Node use = node.get("use");
    if (use != null) {
      new UseDraft(use).check(points, "the profile", problems);
    }
  }

  private void test(Map<String, Node> commands, Problems problems) {
    String id = node.text("test");
    Node command = id == null ? null : commands.get(id);
    if (id != null && command == null) {
      problems.add(
          node.file(),
          "/test",
          "the profile has no command '" + id + "'" + Nearest.hintOrList(id, commands.keySet()));
    }
    if (command != null
        && (command.value().path("dangerous").asBoolean(false)
            || !command.items("args").isEmpty())) {
      problems.add(
          node.file(),
          "/test",
          "the command '" + id + "' must be harmless and take no argument: name another");
    }
  }

  private static void hold(Node hold, Map<String, Node> commands, Problems problems) {
    String id = hold.text("command");
    Node command = id == null ? null : commands.get(id);
    if (id != null && command == null) {
      problems.add(
          hold.file(),
          hold.pointer() + "/command",
          "the profile has no command '" + id + "'" + Nearest.hintOrList(id, commands.keySet()));
    }
    if (command == null) {
      return;
    }
    List<Node> args = command.items("args");
    String argument = hold.text("argument");
    boolean fits =
        args.size() == 1
            && "number".equals(args.getFirst().text("type"))
            && String.valueOf(args.getFirst().text("id")).equals(argument);
    if (!fits && argument != null) {
      problems.add(
          hold.file(),
          hold.pointer() + "/argument",
          "the command '" + id + "' must take one number, '" + argument + "', and nothing else");
    }
  }

  String id() {
    return String.valueOf(node.text("profile"));
  }

  /// The profile of one device, with its merged points; only when nothing is wrong.
  Profile build(Map<String, PointDraft> merged) {
    List<PointSpec> specs = new ArrayList<>();
    merged.values().forEach(point -> specs.add(point.build()));
    Node use = node.get("use");
    return new Profile(
        id(),
        String.valueOf(node.text("driver")),
        String.valueOf(node.text("kind")),
        Texts.byLanguage(node.get("name")),
        specs,
        commands(),
        use == null ? null : new UseDraft(use).build(),
        hold(),
        node.text("test"));
  }

  /// Only when nothing is wrong.
  List<CommandSpec> commands() {
    return node.items("commands").stream().map(ProfileDraft::command).toList();
  }

  /// The timer that makes the device safe by itself; null if there is none.
  @Nullable HoldSpec hold() {
    Node hold = node.get("hold");
    return hold == null
        ? null
        : new HoldSpec(
            String.valueOf(hold.text("command")),
            String.valueOf(hold.text("argument")),
            hold.value().path("plus").asInt(0));
  }

  private static CommandSpec command(Node command) {
    return new CommandSpec(
        String.valueOf(command.text("id")),
        Texts.byLanguage(command.get("name")),
        Texts.values(command.get("address")),
        command.items("args").stream().map(ArgumentDraft::build).toList(),
        DurationText.parse(command.text("deadline"), SHORTEST),
        command.value().path("dangerous").asBoolean(false));
  }
}
