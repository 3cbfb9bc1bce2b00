package org.khue.cloud.people.internal.page;

import java.util.List;
import java.util.UUID;
import org.khue.web.part.Fact;
import org.khue.web.part.Tab;
import org.khue.web.table.RowAction;
import org.khue.web.table.Value;

/// What the page of a person shows, in the reader's language.
///
/// @param merges that the reader may undo
public record PersonView(
    UUID id,
    String name,
    List<Tab> tabs,
    List<Fact> facts,
    List<Part> parts,
    Check check,
    List<RowAction> actions,
    List<Twin> merges) {

  /// A section: dated lines, with what can be done.
  ///
  /// @param none what is said where there are no lines; empty leaves the section out
  /// @param add what can be added; empty for whoever may not
  public record Part(
      String anchor, String title, List<Line> lines, String none, List<RowAction> add) {}

  /// One line of a section.
  ///
  /// @param href empty when it leads nowhere
  /// @param now whether it holds today
  /// @param actions what can be done with it; empty for whoever may not
  public record Line(String what, String more, String href, boolean now, List<RowAction> actions) {
    static Line of(String what, String more, String href) {
      return new Line(what, more, href, true, List.of());
    }

    Line heldBy(boolean holds) {
      return new Line(what, more, href, holds, actions);
    }

    Line offering(List<RowAction> offered) {
      return new Line(what, more, href, now, offered);
    }
  }

  /// How the person compares with the population database.
  ///
  /// @param differs which facts do, in words; empty for none
  /// @param asked when and whom, in words; empty before the first time
  /// @param why nobody can be asked now, in words; empty where it can be done
  /// @param may whether the reader may ask
  public record Check(Value.Status state, String differs, String asked, String why, boolean may) {}

  /// @param label of a merge that can be undone
  public record Twin(UUID merge, String label) {}
}
