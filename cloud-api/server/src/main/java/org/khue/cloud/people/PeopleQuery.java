package org.khue.cloud.people;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.khue.cloud.platform.api.Cursor;

/// Which persons a list shows, sorted by given name; null asks for any.
///
/// @param text words of the name, with or without diacritics, or a whole identifier
/// @param unit belonging now to it or to a unit below it
/// @param schoolClass belonging now to that class
/// @param after where the page before ended; null for the first
/// @param offset rows to leave out, for pages by number; 0 with a cursor
/// @param descending from the end of the alphabet; not with a cursor
/// @param limit 1 to 500
public record PeopleQuery(
    @Nullable String text,
    @Nullable UUID unit,
    @Nullable MembershipKind kind,
    @Nullable UUID schoolClass,
    Verification.@Nullable State verification,
    @Nullable Cursor after,
    int offset,
    boolean descending,
    int limit) {
  public static final int MOST = 500;

  /// The list's name and the number of parts of its cursors.
  public static final String LIST = "people.by-name";

  public static final int CURSOR_PARTS = 2;

  public PeopleQuery {
    if (limit < 1 || limit > MOST) {
      throw new IllegalArgumentException("limit must be 1 to 500, not " + limit);
    }
    if (offset < 0 || after != null && (offset > 0 || descending)) {
      throw new IllegalArgumentException("a cursor goes forward from where it is");
    }
  }

  /// The first page of all that are seen.
  public static PeopleQuery all(int limit) {
    return new PeopleQuery(null, null, null, null, null, null, 0, false, limit);
  }

  public PeopleQuery text(@Nullable String words) {
    return new PeopleQuery(
        words, unit, kind, schoolClass, verification, after, offset, descending, limit);
  }

  public PeopleQuery after(@Nullable Cursor cursor) {
    return new PeopleQuery(
        text, unit, kind, schoolClass, verification, cursor, offset, descending, limit);
  }
}
