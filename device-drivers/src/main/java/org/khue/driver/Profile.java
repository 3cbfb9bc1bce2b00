package org.khue.driver;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A device type: what its points are, where they lie on the wire, what can be ordered, how its use
/// is told.
///
/// @param driver the [DriverFactory#id] that speaks its wire
/// @param kind what it is: meter, climate, presence, plug, projector, instrument, card-reader
/// @param name by language
/// @param use null if its use is not told from its points
/// @param hold the timer in the device that makes it safe by itself; null if it has none
/// @param test the harmless command, without arguments, that an acceptance test gives; null for
///   none
public record Profile(
    String id,
    String driver,
    String kind,
    Map<String, String> name,
    List<PointSpec> points,
    List<CommandSpec> commands,
    @Nullable UseRule use,
    @Nullable HoldSpec hold,
    @Nullable String test) {
  public Profile {
    name = Map.copyOf(name);
    points = List.copyOf(points);
    commands = List.copyOf(commands);
  }

  /// A profile without a timer that makes it safe.
  public Profile(
      String id,
      String driver,
      String kind,
      Map<String, String> name,
      List<PointSpec> points,
      List<CommandSpec> commands,
      @Nullable UseRule use) {
    this(id, driver, kind, name, points, commands, use, null, null);
  }

  /// What a person may order: all commands but the one that sets the timer.
  public List<CommandSpec> orders() {
    HoldSpec timer = hold;
    return timer == null
        ? commands
        : commands.stream().filter(command -> !command.id().equals(timer.command())).toList();
  }
}
