package org.khue.cloud.equipment.utilisation;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.khue.cloud.equipment.utilisation.model.Dimension;
import org.khue.cloud.equipment.utilisation.model.Span;

/// What is asked. Empty sets, empty texts and null stand for all.
///
/// @param devices about devices; else about rooms
/// @param unit this one and all below it today
/// @param rooms of the register
/// @param roomKinds codes, such as `physics-lab`
/// @param deviceKinds such as `projector`
/// @param profiles types of devices
/// @param device its id at its gateway
/// @param by none to two, in the order of the keys
public record Question(
    boolean devices,
    Span span,
    @Nullable UUID unit,
    Set<UUID> rooms,
    Set<String> roomKinds,
    Set<String> deviceKinds,
    Set<String> profiles,
    String device,
    List<Dimension> by) {
  public Question {
    rooms = Set.copyOf(rooms);
    roomKinds = Set.copyOf(roomKinds);
    deviceKinds = Set.copyOf(deviceKinds);
    profiles = Set.copyOf(profiles);
    by = List.copyOf(by);
    if (by.size() > 2) {
      throw new IllegalArgumentException("figures are broken down by two at most, not by " + by);
    }
  }

  /// All rooms in a span.
  public static Question ofRooms(Span span, Dimension... by) {
    return new Question(false, span, null, Set.of(), Set.of(), Set.of(), Set.of(), "", List.of(by));
  }

  /// The same, broken down otherwise.
  public Question by(Dimension... other) {
    return new Question(
        devices, span, unit, rooms, roomKinds, deviceKinds, profiles, device, List.of(other));
  }

  /// The same about the rooms, whatever devices stand in them.
  public Question aboutRooms() {
    return new Question(false, span, unit, rooms, roomKinds, Set.of(), Set.of(), "", List.of());
  }

  /// The same of a unit and all below it.
  public Question below(UUID other) {
    return new Question(devices, span, other, rooms, roomKinds, deviceKinds, profiles, device, by);
  }

  /// The same about one room alone.
  public Question ofRoom(UUID room) {
    return new Question(
        false, span, null, Set.of(room), Set.of(), Set.of(), Set.of(), "", List.of());
  }

  boolean takes(Subject subject) {
    return subject.key().isRoom() != devices
        && (rooms.isEmpty() || rooms.contains(subject.key().room()))
        && (roomKinds.isEmpty() || roomKinds.contains(subject.roomKind()))
        && (deviceKinds.isEmpty() || deviceKinds.contains(subject.deviceKind()))
        && (profiles.isEmpty() || profiles.contains(subject.profile()))
        && (device.isEmpty() || device.equals(subject.key().device()));
  }
}
