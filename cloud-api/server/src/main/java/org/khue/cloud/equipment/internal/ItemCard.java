package org.khue.cloud.equipment.internal;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.khue.web.i18n.Text;
import org.khue.web.part.Crumb;

/// What another part of the module tells on an item's page; a bean of that part.
public interface ItemCard {

  /// @param title of the card
  /// @param sentence in words; empty for none
  /// @param lines one each thing
  /// @param links what can be done
  record Shown(String title, String sentence, List<Line> lines, List<Crumb> links) {
    public Shown {
      lines = List.copyOf(lines);
      links = List.copyOf(links);
    }
  }

  /// @param what in short
  /// @param more said beside it; empty for nothing
  /// @param href empty for nowhere
  /// @param personal hidden on a projector
  record Line(String what, String more, String href, boolean personal) {}

  /// Empty when there is nothing to tell, or nobody to tell it to.
  Optional<Shown> of(Text text, UUID item, UUID unit);
}
