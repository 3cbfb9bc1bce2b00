package org.khue.cloud.fleet.command;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.khue.cloud.platform.db.Times;
import org.khue.cloud.telemetry.EventConsumer;
import org.khue.contract.Entry;
import org.khue.contract.Event;
import org.khue.contract.EventKind;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Ends commands by the receipts of their gateways, and notes those that were given at a gateway
/// itself.
final class CommandConsumer implements EventConsumer {
  private static final Logger LOG = LoggerFactory.getLogger(CommandConsumer.class);

  @Override
  public String name() {
    return "fleet.commands";
  }

  @Override
  public void accept(Connection transaction, String gateway, List<Entry> entries)
      throws SQLException {
    for (Entry entry : entries) {
      if (entry instanceof Event event && event.kind().equals(EventKind.COMMAND_ENDED)) {
        ended(transaction, gateway, event);
      }
    }
  }

  private static void ended(Connection transaction, String gateway, Event event)
      throws SQLException {
    UUID id;
    try {
      id = UUID.fromString(text(event, "command"));
    } catch (IllegalArgumentException e) {
      LOG.warn("A receipt of {} is for no command of this cloud", gateway);
      return;
    }
    Instant at = Times.ofMicros(event.at().wallMicros());
    DeviceCommand command =
        new DeviceCommand(
            id,
            gateway,
            event.device(),
            text(event, "name"),
            Map.of(),
            text(event, "by"),
            true,
            at,
            at,
            state(text(event, "outcome")),
            at,
            text(event, "reason"),
            said(event.details().get("said")),
            1);
    if (!CommandStore.receipt(transaction, command)) {
      if (command.asker().isEmpty()) {
        LOG.warn("A receipt of {} is for a command {} that is not known", gateway, id);
      } else {
        CommandStore.insert(transaction, command, null);
      }
    }
  }

  /// What a later gateway may say beside the three is no proof that the device did it.
  private static CommandState state(String outcome) {
    return switch (outcome) {
      case "done" -> CommandState.DONE;
      case "expired" -> CommandState.EXPIRED;
      default -> CommandState.FAILED;
    };
  }

  private static Map<String, String> said(@Nullable Object said) {
    Map<String, String> texts = new TreeMap<>();
    if (said instanceof Map<?, ?> byLanguage) {
      byLanguage.forEach((language, text) -> texts.put(language.toString(), text.toString()));
    }
    return texts;
  }

  private static String text(Event event, String key) {
    return Objects.toString(event.details().get(key), "");
  }
}
