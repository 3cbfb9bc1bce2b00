package org.khue.cloud.fleet.command;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.UUID;
import org.khue.cloud.fleet.Device;
import org.khue.cloud.fleet.Placements;
import org.khue.cloud.platform.security.Access;
import org.khue.cloud.telemetry.GatewayPresence;
import org.khue.contract.Inventory;
import org.khue.web.Mark;
import org.khue.web.form.FormInput;
import org.khue.web.i18n.Text;
import org.khue.web.i18n.Units;

/// What a device's page shows of its commands.
@Singleton
public final class CommandPanel {
  private static final int SHOWN = 10;

  private final Commands commands;
  private final Placements placements;
  private final GatewayPresence presence;
  private final Access access;

  CommandPanel(Commands commands, Placements placements, GatewayPresence presence, Access access) {
    this.commands = commands;
    this.placements = placements;
    this.presence = presence;
    this.access = access;
  }

  /// @param forms what the reader may send; empty while nothing can be sent
  /// @param note why nothing can be sent; empty if it can
  /// @param lines what was sent lately, the newest first
  public record View(List<FormInput> forms, String note, List<Line> lines) {}

  /// A command that was sent.
  ///
  /// @param what its name with its arguments
  /// @param word how it stands
  /// @param why the reason, where it did not go well; empty for none
  /// @param machine the moment for programs
  public record Line(
      String what, String asker, String time, String machine, Mark mark, String word, String why) {}

  public View of(Text text, Device device) {
    List<Line> lines = lines(text, device);
    UUID unit = placements.get(device.gateway()).unit();
    List<Inventory.Order> mine =
        device.commands().stream()
            .filter(order ->
                access.mayAt(order.dangerous() ? Commands.SEND_DANGEROUS : Commands.SEND, unit))
            .toList();
    boolean connected =
        presence.of(device.gateway()).map(GatewayPresence.Presence::connected).orElse(false);
    String note = mine.isEmpty() ? "" : connected ? "" : text.t("command.not-connected");
    return new View(
        connected
            ? mine.stream().map(order -> CommandForms.of(text, device, order).blank()).toList()
            : List.of(),
        note,
        lines);
  }

  /// The newest commands of a device as they stand now.
  public List<Line> lines(Text text, Device device) {
    return commands.newest(device.gateway(), device.id(), SHOWN).stream()
        .map(command -> line(text, device, command))
        .toList();
  }

  private static Line line(Text text, Device device, DeviceCommand command) {
    boolean silent = command.state() == CommandState.SENT && text.now().isAfter(command.notAfter());
    return new Line(
        what(text, device, command),
        command.atGateway()
            ? text.t("command.at-gateway", "who", command.asker())
            : command.asker(),
        text.moment(command.askedAt()),
        text.machine(command.askedAt()),
        silent ? Mark.WARN : CommandWords.mark(command.state()),
        silent ? text.t("command.state-silent") : CommandWords.state(text, command.state()),
        CommandWords.why(text, command));
  }

  private static String what(Text text, Device device, DeviceCommand command) {
    Inventory.Order order = device.order(command.name()).orElse(null);
    if (order == null) {
      return command.name();
    }
    StringBuilder what = new StringBuilder(text.name(order.name(), order.id()));
    for (Inventory.Argument argument : order.args()) {
      Object value = command.args().get(argument.id());
      if (value != null) {
        what.append(" · ").append(value(text, argument, value));
      }
    }
    return what.toString();
  }

  private static String value(Text text, Inventory.Argument argument, Object value) {
    return switch (value) {
      case Number number ->
          text.value(number.doubleValue())
              + (argument.unit() == null ? "" : "\u00a0" + Units.shown(argument.unit()));
      default ->
          argument.choices().stream()
              .filter(choice -> choice.value().equals(value.toString()))
              .map(choice -> text.name(choice.name(), choice.value()))
              .findFirst()
              .orElse(value.toString());
    };
  }
}
