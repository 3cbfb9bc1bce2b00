package org.khue.gateway.discovery;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.khue.driver.Candidate;
import org.khue.driver.Identity;
import org.khue.gateway.config.Room;
import org.khue.gateway.config.RoomDevice;
import org.khue.gateway.device.DeviceStatus;
import org.khue.gateway.discovery.Finds.Found;

/// Tells how what was found stands to the devices of the room.
final class Standings {
  private static final String OTHER_DEVICE = "other-device";

  private final Surroundings around;
  private final IgnoredKeys ignored;
  private @Nullable Room known;
  private Configured configured = new Configured(Set.of(), Map.of());

  Standings(Surroundings around, IgnoredKeys ignored) {
    this.around = around;
    this.ignored = ignored;
  }

  synchronized Configured configured(Room room) {
    if (room != known) {
      configured = Configured.of(room, around.drivers(), around.time());
      known = room;
    }
    return configured;
  }

  /// Empty if it is a device of the room, where it belongs.
  Optional<Standing> of(Found found, Room room) {
    Candidate candidate = found.candidate();
    String number = candidate.identity().serial();
    Optional<String> here = configured(room).at(candidate.driver(), found.address());
    if (here.isPresent()) {
      return atItsPlace(here.get(), number, isToldByRuntime(found));
    }
    if (ignored.contains(found.key())) {
      return Optional.of(new Standing.Ignored());
    }
    return Optional.of(elsewhere(candidate, number, room));
  }

  private Optional<Standing> atItsPlace(String device, String number, boolean told) {
    String before = around.numbers().of(device);
    boolean other = !before.isEmpty() && !number.isEmpty() && !before.equals(number);
    return other || told ? Optional.of(new Standing.Replaced(device, before)) : Optional.empty();
  }

  private Standing elsewhere(Candidate candidate, String number, Room room) {
    for (RoomDevice device : number.isEmpty() ? List.<RoomDevice>of() : room.devices()) {
      if (device.profile().driver().equals(candidate.driver())
          && around.numbers().of(device.id()).equals(number)) {
        return answers(device.id())
            ? new Standing.SameNumber(device.id())
            : new Standing.Moved(device.id(), device.config().connection());
      }
    }
    return new Standing.New();
  }

  private boolean answers(String device) {
    return around.statuses().get().stream()
        .anyMatch(status -> status.id().equals(device) && status.state().connected());
  }

  private static boolean isToldByRuntime(Found found) {
    return found.candidate().offers().contains(OTHER_DEVICE);
  }

  /// What scans found, and the devices of the room in whose place the runtime meets another one: a
  /// scan does not touch those.
  List<Found> withReplaced(List<Found> finds, Room room) {
    Map<String, RoomDevice> devices =
        room.devices().stream().collect(Collectors.toMap(RoomDevice::id, device -> device));
    List<Found> all = new ArrayList<>(finds);
    long now = around.time().wallMicros();
    for (DeviceStatus status : around.statuses().get()) {
      RoomDevice device = devices.get(status.id());
      if (device != null && status.reason().equals(OTHER_DEVICE)) {
        found(device, status, now).ifPresent(all::add);
      }
    }
    return all;
  }

  private Optional<Found> found(RoomDevice device, DeviceStatus status, long now) {
    String driver = device.profile().driver();
    Map<String, Object> connection = device.config().connection();
    return Optional.ofNullable(around.drivers().get(driver))
        .flatMap(factory -> factory.discoverer())
        .map(discoverer -> discoverer.place(connection).address())
        .map(address -> {
          Candidate candidate =
              new Candidate(
                  driver,
                  connection,
                  Identity.UNKNOWN,
                  device.id(),
                  Set.of(OTHER_DEVICE),
                  Candidate.Certainty.IDENTIFIED,
                  status.message());
          return new Found("replaced-" + device.id(), candidate, address, now, now);
        });
  }
}
