package org.khue.cloud.equipment.utilisation;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.khue.cloud.equipment.utilisation.model.Figures;

/// What was asked and what is so.
///
/// @param whole of all groups together
/// @param groups those with any available time; without a breakdown one, if there is any
/// @param subjects by the key of a group's first breakdown by unit, room, device or their kinds:
///   one of its subjects, for names
/// @param watched how many rooms or devices took part
/// @param unwatched those left out because nothing ever told of their use
/// @param countedTo up to when all rooms were counted; null before the first count
public record Answer(
    Question question,
    Figures whole,
    List<Group> groups,
    Map<String, Subject> subjects,
    int watched,
    List<Subject> unwatched,
    @Nullable Instant countedTo) {
  public Answer {
    groups = List.copyOf(groups);
    subjects = Map.copyOf(subjects);
    unwatched = List.copyOf(unwatched);
  }

  /// A group.
  ///
  /// @param keys as the question broke down: ids of units and rooms, `room/gateway/device`, codes
  ///   of kinds, `2026`, `2026-1`, `2026-w7`, `2026-11`, `2026-11-24`, the number of a weekday, the
  ///   code of a slot
  public record Group(List<String> keys, Figures figures) {
    public Group {
      keys = List.copyOf(keys);
    }

    /// The key on the first axis.
    public String key() {
      return keys.getFirst();
    }
  }
}
