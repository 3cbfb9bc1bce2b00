package org.khue.cloud.people;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.khue.cloud.platform.api.Cursor;

/// Some persons of a list.
///
/// @param next where this page ended; null when nothing follows
/// @param total how many the whole list has
public record PeoplePage(List<PersonLine> items, @Nullable Cursor next, long total) {
  public PeoplePage {
    items = List.copyOf(items);
  }
}
