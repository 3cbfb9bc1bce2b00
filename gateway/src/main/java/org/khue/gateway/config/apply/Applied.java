package org.khue.gateway.config.apply;

import java.util.List;
import org.khue.gateway.config.ConfigProblem;
import org.khue.gateway.config.RoomDifference;

/// What came of putting another room file in the place of the present one.
public sealed interface Applied {
  /// It runs, and is what the next start begins with.
  record Done(RoomDifference difference) implements Applied {}

  /// Nothing was changed.
  ///
  /// @param problems all of them, by line; at least one
  record Wrong(List<ConfigProblem> problems) implements Applied {
    public Wrong {
      problems = List.copyOf(problems);
    }
  }

  /// The present room goes on.
  ///
  /// @param why what happened, and what to do
  record Failed(String why) implements Applied {}
}
