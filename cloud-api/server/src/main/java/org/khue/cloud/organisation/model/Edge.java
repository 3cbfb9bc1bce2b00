package org.khue.cloud.organisation.model;

import java.time.LocalDate;
import java.util.UUID;

/// A relation as the rules see it.
///
/// @param from the one who manages, oversees, or ended in the other
/// @param span its days; of a merger the day of it, without end
public record Edge(RelationKind kind, UUID from, UUID to, Span span) {

  /// The unit that reaches the other. A merged unit lies below the one that it ended in.
  public UUID above() {
    return kind == RelationKind.MERGED_INTO ? to : from;
  }

  public UUID below() {
    return kind == RelationKind.MERGED_INTO ? from : to;
  }

  public boolean holdsOn(LocalDate day) {
    return span.contains(day);
  }
}
