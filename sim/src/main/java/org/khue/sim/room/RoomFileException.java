package org.khue.sim.room;

/// A room file that cannot be played. The message is for the operator.
public final class RoomFileException extends Exception {
  private static final long serialVersionUID = 1L;

  RoomFileException(String message) {
    super(message);
  }
}
