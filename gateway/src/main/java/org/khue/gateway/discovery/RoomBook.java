package org.khue.gateway.discovery;

import java.util.List;
import org.khue.gateway.config.ConfigProblem;
import org.khue.gateway.config.Room;

/// The room file that counts, to be read and replaced as a whole.
public interface RoomBook {
  /// What runs, or would.
  Room room();

  /// The file as it was written.
  String text();

  /// Checks another text as a start would, and only then puts it in the place of the present one,
  /// durably.
  Change change(String text);

  /// What came of it.
  sealed interface Change {
    record Done() implements Change {}

    /// @param problems at least one
    record Wrong(List<ConfigProblem> problems) implements Change {
      public Wrong {
        problems = List.copyOf(problems);
      }
    }

    /// @param why what happened, and what to do
    record Failed(String why) implements Change {}
  }
}
