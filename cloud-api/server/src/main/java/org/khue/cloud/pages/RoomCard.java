package org.khue.cloud.pages;

import java.util.List;
import org.khue.cloud.fleet.Room;

/// A room at this moment, as its card shows it.
///
/// @param used whether somebody uses it now, as far as is known
/// @param useLine who or what uses it, in one sentence
/// @param notices alarms and troubles, each with the next action
/// @param strip use of today
public record RoomCard(
    Room room,
    String name,
    RoomState state,
    boolean used,
    String useLine,
    List<Notice> notices,
    Strip strip) {

  /// Something that somebody should look after.
  ///
  /// @param steps the room's own procedure, in order; empty if there is none
  /// @param fault true for a fault, false for a warning
  public record Notice(String what, String since, String next, List<String> steps, boolean fault) {}

  /// Use of one day on a line from 0:00 to 24:00.
  ///
  /// @param bars the uses
  /// @param nowMinute minutes from 0:00 to now
  /// @param sentence the same in words
  public record Strip(List<Bar> bars, long nowMinute, String sentence) {}

  /// @param start minutes from 0:00
  /// @param minutes its length, at least 1 to be seen
  public record Bar(long start, long minutes) {}

  /// The name of the live event for one part of the card.
  public String event(String part) {
    return part + "." + room.gateway();
  }
}
