package org.khue.gateway.config;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.khue.driver.ArgumentSpec;
import org.khue.driver.CommandCall;
import org.khue.driver.CommandSpec;
import org.khue.driver.Fault;
import org.khue.driver.HoldSpec;
import org.khue.driver.Outcome;
import org.khue.gateway.config.AlarmRule.Condition;

/// An interlock as the room file has it.
record InterlockDraft(Node node) {
  private static final Duration MISSING = Duration.ofSeconds(60);
  private static final Duration SHORTEST_HOLD = Duration.ofSeconds(12);
  private static final List<String> CONDITIONS = List.of("above", "below", "states");

  void check(Map<String, DeviceDraft> devices, Problems problems) {
    for (Node watch : node.items("when")) {
      watch(watch, devices, problems);
    }
    if (node.items("when").isEmpty() && node.get("hold") == null) {
      problems.add(node, "guards nothing: add `when:` with what must not be, or `hold:`");
    }
    DeviceDraft device = RoomDraft.device(node, devices, problems);
    ProfileDraft profile = device == null ? null : device.profile();
    if (profile != null && !problems.touch(profile.node())) {
      safe(profile, problems);
      hold(profile, problems);
    }
  }

  private static void watch(Node watch, Map<String, DeviceDraft> devices, Problems problems) {
    if (CONDITIONS.stream().filter(key -> watch.get(key) != null).count() > 1) {
      ConditionCheck.oneOf(watch, CONDITIONS, problems);
    }
    ConditionCheck.clear(watch, "above", "clear-below", 1, problems);
    ConditionCheck.clear(watch, "below", "clear-above", -1, problems);
    DeviceDraft device = RoomDraft.device(watch, devices, problems);
    if (device == null || device.profile() == null) {
      return;
    }
    PointDraft point =
        ConditionCheck.point(watch, device.points(), "the device '" + device.id() + "'", problems);
    if (point != null) {
      ConditionCheck.threshold(watch, "above", point, problems);
      ConditionCheck.threshold(watch, "below", point, problems);
      ConditionCheck.states(watch, point, problems);
    }
  }

  private void safe(ProfileDraft profile, Problems problems) {
    Node safe = node.get("safe");
    String id = safe == null ? null : safe.text("command");
    if (safe == null || id == null) {
      return;
    }
    Map<String, CommandSpec> commands = new HashMap<>();
    profile.commands().forEach(command -> commands.put(command.id(), command));
    CommandSpec command = commands.get(id);
    if (command == null) {
      problems.add(
          safe.file(),
          safe.pointer() + "/command",
          "the profile "
              + profile.id()
              + " has no command '"
              + id
              + "'"
              + Nearest.hintOrList(id, commands.keySet()));
      return;
    }
    if (command.dangerous()) {
      problems.add(
          safe.file(),
          safe.pointer() + "/command",
          "'" + id + "' is dangerous by its profile: name the command that makes it safe");
    }
    if (CommandCall.of(command, Texts.values(safe.get("args")))
        instanceof Outcome.Failed<CommandCall>(Fault fault)) {
      problems.add(safe, "the command '" + id + "' is not ordered so: " + fault.message());
    }
  }

  private void hold(ProfileDraft profile, Problems problems) {
    Node at = node.get("hold");
    Duration hold = DurationText.parse(node.text("hold"));
    if (at == null || hold == null) {
      return;
    }
    HoldSpec timer = profile.hold();
    if (timer == null) {
      problems.add(
          at,
          "the profile "
              + profile.id()
              + " names no timer in the device (`hold:` there), so nothing switches it off when the"
              + " gateway dies: take `hold:` out here, or find such a timer in its manual");
      return;
    }
    double value = timer.value(hold);
    for (CommandSpec command : profile.commands()) {
      if (command.id().equals(timer.command())
          && command.args().getFirst().type() instanceof ArgumentSpec.Type.Num(var u, var l, var h)
          && (value < l || value > h || hold.compareTo(SHORTEST_HOLD) < 0)) {
        problems.add(
            at,
            "must lie between 12s and "
                + Numbers.write(h - timer.plus())
                + "s: so the device's timer counts, and the gateway has time to set it anew");
      }
    }
  }

  InterlockRule build() {
    Node safe = node.get("safe");
    Node hold = node.get("hold");
    return new InterlockRule(
        String.valueOf(node.text("id")),
        String.valueOf(node.text("device")),
        new InterlockRule.Safe(
            safe == null ? "" : String.valueOf(safe.text("command")),
            safe == null ? Map.of() : Texts.values(safe.get("args"))),
        node.items("when").stream().map(InterlockDraft::watch).toList(),
        hold == null ? null : DurationText.parse(node.text("hold")),
        Texts.byLanguage(node.get("message")));
  }

  private static InterlockRule.Watch watch(Node watch) {
    @Nullable Condition threshold = ConditionCheck.threshold(watch);
    return new InterlockRule.Watch(
        String.valueOf(watch.text("device")),
        String.valueOf(watch.text("point")),
        threshold == null ? new Condition.Missing() : threshold,
        DurationText.parse(watch.text("for"), Duration.ZERO),
        DurationText.parse(watch.text("missing"), MISSING));
  }
}
