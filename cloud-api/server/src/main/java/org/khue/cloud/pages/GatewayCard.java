package org.khue.cloud.pages;

import org.jspecify.annotations.Nullable;
import org.khue.cloud.fleet.Room;
import org.khue.cloud.telemetry.GatewayPresence;
import org.khue.contract.ClockState;
import org.khue.contract.GatewayState;
import org.khue.web.Mark;
import org.khue.web.i18n.Text;

/// A gateway as its card shows it.
///
/// @param roomName empty while its inventory did not come
/// @param word its state in a word
/// @param next the one next action; empty when nothing is to do
/// @param place where it stands
public record GatewayCard(
    GatewayPresence.Presence presence,
    String roomName,
    Mark mark,
    String word,
    String next,
    Place place) {
  /// Where it stands.
  ///
  /// @param unit name of the unit; empty while nobody placed it
  /// @param tied whether it is tied to a room of the unit's register
  /// @param href of the page that places it; empty for who may not
  /// @param config of the page about its configuration; empty for who may not
  public record Place(String unit, boolean tied, String href, String config) {}

  /// Older than this, what waits is called a backlog.
  static final long BACKLOG_SECONDS = 60;

  static GatewayCard of(
      Text text, GatewayPresence.Presence presence, @Nullable Room room, Place place) {
    String name = room == null ? "" : text.name(room.name(), room.id());
    GatewayState state = presence.state();
    if (!presence.connected()) {
      boolean never = presence.lastContact() == null;
      return new GatewayCard(
          presence,
          name,
          never ? Mark.FREE : Mark.BAD,
          text.t(never ? "gateway.never-heard" : "gateway.lost"),
          text.t(never ? "gateway.never-heard-action" : "gateway.lost-action"),
          place);
    }
    if (state == null) {
      return new GatewayCard(
          presence,
          name,
          Mark.FREE,
          text.t("gateway.no-state"),
          text.t("gateway.no-state-action"),
          place);
    }
    if (state.oldestQueuedSeconds() > BACKLOG_SECONDS) {
      return new GatewayCard(
          presence,
          name,
          Mark.WARN,
          text.t("gateway.behind"),
          text.t("gateway.behind-action"),
          place);
    }
    if (state.clock() == ClockState.UNSYNCED) {
      return new GatewayCard(
          presence,
          name,
          Mark.WARN,
          text.t("gateway.no-clock"),
          text.t("gateway.no-clock-action"),
          place);
    }
    if (state.devicesOnline() < state.devicesTotal()) {
      return new GatewayCard(
          presence,
          name,
          Mark.WARN,
          text.t("gateway.devices-missing"),
          text.t(
              "gateway.devices-missing-action", "n", state.devicesTotal() - state.devicesOnline()),
          place);
    }
    return new GatewayCard(presence, name, Mark.OK, text.t("gateway.connected"), "", place);
  }

  /// Entries that wait in the gateway, of both streams; 0 while it cannot be asked.
  public long queued() {
    GatewayState state = presence.state();
    return state == null || !presence.connected()
        ? 0
        : state.queuedEvents() + state.queuedTelemetry();
  }
}
