package org.khue.cloud.people.internal.page;

import java.util.List;
import java.util.UUID;
import org.khue.web.part.Fact;
import org.khue.web.table.Value;

/// What the page of a person shows, in the reader's language.
///
/// @param fields that the registry says differ; empty for none
/// @param may what the reader may do
public record PersonView(
    UUID id,
    String name,
    List<Fact> facts,
    List<Number> numbers,
    List<Line> memberships,
    List<Line> guardians,
    List<Line> children,
    List<Line> consents,
    Value.Status verification,
    String fields,
    String checked,
    List<Twin> merges,
    May may) {

  /// @param shown the number, masked or whole
  /// @param revealable whether it can be shown whole
  public record Number(UUID id, String scheme, String shown, String span, boolean revealable) {}

  /// @param href empty when it leads nowhere
  public record Line(String what, String more, String href) {}

  /// @param label of a merge that can be undone
  public record Twin(UUID merge, String label) {}

  /// What the reader may do.
  public record May(
      boolean write,
      boolean reveal,
      boolean verify,
      boolean merge,
      boolean export,
      boolean erase) {}
}
