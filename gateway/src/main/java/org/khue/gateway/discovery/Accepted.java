package org.khue.gateway.discovery;

import java.util.List;
import java.util.stream.Collectors;
import org.khue.gateway.config.ConfigProblem;

/// What came of taking a device into the room, or of changing one there.
public sealed interface Accepted {
  /// It stands in the room file, and runs if the gateway does.
  record Done(String device) implements Accepted {}

  /// The finding is no longer in the inbox.
  record GoneMeanwhile() implements Accepted {}

  /// It was found, but is not of the kind that this can be done with.
  record NotFitting() implements Accepted {}

  record IdWrong(String id) implements Accepted {}

  record IdTaken(String id) implements Accepted {}

  record ProfileMissing(String profile) implements Accepted {}

  /// @param wire that the profile speaks; the device speaks another
  record ProfileUnfit(String profile, String wire) implements Accepted {}

  /// The room file would be wrong; it stays as it is.
  ///
  /// @param problems at least one
  record Refused(List<ConfigProblem> problems) implements Accepted {
    public Refused {
      problems = List.copyOf(problems);
    }
  }

  /// The room file could not be changed; it stays as it is.
  ///
  /// @param why what happened, and what to do
  record Failed(String why) implements Accepted {}

  default Words words() {
    return switch (this) {
      case Done done -> Words.of("accept.done", done.device());
      case GoneMeanwhile gone -> Words.of("accept.gone");
      case NotFitting other -> Words.of("accept.not-fitting");
      case IdWrong wrong -> Words.of("accept.id-wrong", wrong.id());
      case IdTaken taken -> Words.of("accept.id-taken", taken.id());
      case ProfileMissing missing -> Words.of("accept.profile-missing", missing.profile());
      case ProfileUnfit unfit -> Words.of("accept.profile-unfit", unfit.profile(), unfit.wire());
      case Refused refused ->
          Words.of(
              "accept.refused",
              refused.problems().stream()
                  .map(ConfigProblem::message)
                  .collect(Collectors.joining("; ")));
      case Failed failed -> Words.of("accept.failed", failed.why());
    };
  }
}
