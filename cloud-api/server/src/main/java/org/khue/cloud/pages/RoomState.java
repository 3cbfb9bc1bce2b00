package org.khue.cloud.pages;

import org.khue.web.Mark;

/// How a room is, the most urgent first.
public enum RoomState {
  LOST_CONTACT(Mark.BAD, "room-state.lost-contact"),
  NEEDS_A_LOOK(Mark.WARN, "room-state.needs-a-look"),
  IN_USE(Mark.OK, "room-state.in-use"),
  FREE(Mark.FREE, "room-state.free");

  private final Mark mark;
  private final String key;

  RoomState(Mark mark, String key) {
    this.mark = mark;
    this.key = key;
  }

  public Mark mark() {
    return mark;
  }

  /// Key of its word.
  public String key() {
    return key;
  }
}
