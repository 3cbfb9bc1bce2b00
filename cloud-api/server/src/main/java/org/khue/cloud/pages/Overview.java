package org.khue.cloud.pages;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.khue.cloud.equipment.Equipment;
import org.khue.cloud.equipment.Use;
import org.khue.cloud.equipment.model.Interval;
import org.khue.cloud.equipment.model.Intervals;
import org.khue.cloud.fleet.Alarm;
import org.khue.cloud.fleet.Device;
import org.khue.cloud.fleet.DeviceState;
import org.khue.cloud.fleet.Fleet;
import org.khue.cloud.fleet.Room;
import org.khue.cloud.platform.security.Acting;
import org.khue.cloud.telemetry.GatewayPresence;
import org.khue.web.i18n.Text;

/// All rooms as they are now. What it rests on is read at most once a second, however many people
/// watch; of that, each sees the rooms of their scope.
@Singleton
final class Overview {
  private static final Duration REMEMBERED = Duration.ofMillis(900);

  private record Snapshot(
      Instant at,
      List<Room> rooms,
      List<Alarm> alarms,
      List<Use> open,
      Map<String, Intervals> usedToday) {}

  private final Fleet fleet;
  private final Equipment equipment;
  private final GatewayPresence presence;
  private final Clock clock;
  private volatile @Nullable Snapshot last;

  Overview(Fleet fleet, Equipment equipment, GatewayPresence presence, Clock clock) {
    this.fleet = fleet;
    this.equipment = equipment;
    this.presence = presence;
    this.clock = clock;
  }

  List<RoomCard> cards(Text text) {
    Snapshot snapshot = snapshot();
    Set<String> visible = fleet.gateways();
    return snapshot.rooms().stream()
        .filter(room -> visible.contains(room.gateway()))
        .map(room -> card(text, snapshot, room))
        .toList();
  }

  Optional<RoomCard> card(Text text, String gateway) {
    Snapshot snapshot = snapshot();
    Set<String> visible = fleet.gateways();
    return snapshot.rooms().stream()
        .filter(room -> room.gateway().equals(gateway) && visible.contains(gateway))
        .findFirst()
        .map(room -> card(text, snapshot, room));
  }

  /// That old readings are still on their way, so that charts have holes; empty when none are.
  String catchingUp(Text text, String gateway) {
    return presence
        .of(gateway)
        .filter(GatewayPresence.Presence::connected)
        .map(GatewayPresence.Presence::state)
        .filter(state -> state.oldestQueuedSeconds() > GatewayCard.BACKLOG_SECONDS)
        .map(state -> text.t("room.catching-up"))
        .orElse("");
  }

  private Snapshot snapshot() {
    Snapshot known = last;
    Instant now = clock.instant();
    if (known != null && now.isBefore(known.at().plus(REMEMBERED))) {
      return known;
    }
    synchronized (this) {
      known = last;
      if (known != null && now.isBefore(known.at().plus(REMEMBERED))) {
        return known;
      }
      Snapshot fresh = Acting.system("overview").call(() -> take(now));
      last = fresh;
      return fresh;
    }
  }

  private Snapshot take(Instant now) {
    Instant midnight =
        LocalDate.ofInstant(now, equipment.zone()).atStartOfDay(equipment.zone()).toInstant();
    return new Snapshot(
        now,
        fleet.rooms(),
        fleet.alarms(),
        equipment.open(now),
        equipment.usedByRoom(new Interval(midnight, now)));
  }

  private RoomCard card(Text text, Snapshot snapshot, Room room) {
    List<RoomCard.Notice> notices = new ArrayList<>();
    boolean connected = contactNotice(text, room, notices);
    for (Alarm alarm : snapshot.alarms()) {
      if (alarm.gateway().equals(room.gateway())) {
        notices.add(alarm(text, alarm));
      }
    }
    for (Device device : room.devices()) {
      if (device.state().isTrouble()) {
        notices.add(trouble(text, device));
      }
    }
    List<Use> open =
        snapshot.open().stream().filter(use -> use.gateway().equals(room.gateway())).toList();
    boolean used = open.stream().anyMatch(use -> use.device().isEmpty());
    RoomState state =
        !connected
            ? RoomState.LOST_CONTACT
            : !notices.isEmpty()
                ? RoomState.NEEDS_A_LOOK
                : used ? RoomState.IN_USE : RoomState.FREE;
    Intervals usedToday = snapshot.usedToday().getOrDefault(room.gateway(), Intervals.NONE);
    return new RoomCard(
        room,
        text.name(room.name(), room.id()),
        state,
        connected && used,
        useLine(text, room, open, connected),
        List.copyOf(notices),
        strip(text, usedToday));
  }

  private static RoomCard.Notice alarm(Text text, Alarm alarm) {
    String since = text.t("alarm.since", "time", text.moment(alarm.raisedAt()));
    Instant seen = alarm.acknowledgedAt();
    return new RoomCard.Notice(
        text.name(alarm.message(), alarm.id()),
        seen == null ? since : since + text.t("alarm.seen", "time", text.moment(seen)),
        text.name(alarm.action(), ""),
        text.name(alarm.procedure(), "").lines().filter(step -> !step.isBlank()).toList(),
        alarm.severity().equals("critical"));
  }

  private boolean contactNotice(Text text, Room room, List<RoomCard.Notice> notices) {
    GatewayPresence.Presence known = presence.of(room.gateway()).orElse(null);
    if (known != null && known.connected()) {
      return true;
    }
    Instant contact = known == null ? null : known.lastContact();
    notices.add(
        new RoomCard.Notice(
            text.t("gateway.lost"),
            contact == null
                ? text.t("gateway.never-heard")
                : text.t("gateway.last-contact-at", "time", text.moment(contact)),
            text.t("gateway.lost-action"),
            List.of(),
            true));
    return false;
  }

  static RoomCard.Notice trouble(Text text, Device device) {
    DeviceState state = device.state();
    String reason = Words.reason(text, state.reason());
    String phase = Words.phase(text, state.phase());
    return new RoomCard.Notice(
        text.t(
            "device.trouble",
            "device",
            text.name(device.name(), device.id()),
            "state",
            reason.isEmpty() ? phase : phase + " (" + reason + ")"),
        state.at() == null ? "" : text.t("alarm.since", "time", text.moment(state.at())),
        state.next().isEmpty()
            ? text.t("device.trouble-action")
            : text.name(state.next(), text.t("device.trouble-action")),
        List.of(),
        state.phase() == DeviceState.Phase.OFFLINE);
  }

  private static String useLine(Text text, Room room, List<Use> open, boolean connected) {
    List<String> devices =
        open.stream()
            .filter(use -> !use.device().isEmpty())
            .flatMap(use -> room.device(use.device()).stream())
            .map(device -> text.name(device.name(), device.id()))
            .distinct()
            .toList();
    Use whole = open.stream().filter(use -> use.device().isEmpty()).findFirst().orElse(null);
    if (!connected) {
      return text.t("use-line.unknown");
    }
    String running =
        devices.isEmpty() ? "" : " " + text.t("use-line.devices", "devices", text.list(devices));
    if (whole == null) {
      return text.t("use-line.free") + running;
    }
    return text.t(
            "use-line.used",
            "time",
            text.moment(whole.startedAt()),
            "evidence",
            Words.evidence(text, List.of(whole.evidence())))
        + running;
  }

  private RoomCard.Strip strip(Text text, Intervals used) {
    Instant midnight =
        LocalDate.ofInstant(text.now(), text.zone()).atStartOfDay(text.zone()).toInstant();
    List<RoomCard.Bar> bars = new ArrayList<>();
    for (Interval part : used.parts()) {
      long start = Math.max(0, Duration.between(midnight, part.start()).toMinutes());
      long end = Duration.between(midnight, part.end()).toMinutes();
      if (end >= 0) {
        bars.add(new RoomCard.Bar(start, Math.max(1, end - start)));
      }
    }
    Intervals today =
        midnight.isBefore(text.now())
            ? used.intersect(Intervals.of(new Interval(midnight, text.now())))
            : Intervals.NONE;
    return new RoomCard.Strip(
        List.copyOf(bars),
        Duration.between(midnight, text.now()).toMinutes(),
        today.isEmpty()
            ? text.t("strip.none")
            : text.t("strip.used", "length", text.duration(today.total())));
  }
}
