package org.khue.gateway.discovery;

import org.khue.gateway.config.Room;

/// A room that runs in the place of the room file: from outside it can be read only.
///
/// @param text of the room file
record LaterRoomBook(Room room, String text) implements RoomBook {
  @Override
  public Change change(String other) {
    return new Change.Failed(
        "this gateway's room was changed on its own page or by the cloud after its room file was"
            + " written; a change of that file would undo it. Accept the device on the gateway's own"
            + " page");
  }
}
