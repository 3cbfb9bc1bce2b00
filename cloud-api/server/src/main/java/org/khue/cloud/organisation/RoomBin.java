package org.khue.cloud.organisation;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.khue.cloud.platform.web.BinSource;

/// Removed rooms, in the bin of everybody who may change the rooms of their unit.
@Singleton
public final class RoomBin implements BinSource {
  /// In addresses of the bin.
  public static final String KIND = "room";

  private final Rooms rooms;

  RoomBin(Rooms rooms) {
    this.rooms = rooms;
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public String nameKey() {
    return "org.room";
  }

  @Override
  public String right() {
    return Ground.WRITE;
  }

  @Override
  public List<Binned> list(int most) {
    return rooms.binned(null, most).stream().map(RoomBin::binned).toList();
  }

  @Override
  public Optional<Binned> find(String id) {
    return id(id).flatMap(room -> rooms.binned(room, 1).stream().map(RoomBin::binned).findFirst());
  }

  @Override
  public boolean restore(String id) {
    return id(id).map(rooms::restore).orElse(false);
  }

  @Override
  public int purge(Instant before) {
    return rooms.purge(before);
  }

  private static Binned binned(RoomStore.Binned found) {
    Room room = found.room();
    String label = room.facts().code() + " · " + room.facts().name();
    return new Binned(room.id().toString(), label, found.at(), found.by(), false);
  }

  private static Optional<UUID> id(String text) {
    try {
      return Optional.of(UUID.fromString(text));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
