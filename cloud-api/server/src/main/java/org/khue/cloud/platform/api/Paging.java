package org.khue.cloud.platform.api;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.QueryValue;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.khue.cloud.platform.problem.ProblemException;

/// Which page of a list is asked for; a controller takes it as `@RequestBean Paging paging`.
///
/// @param limit items on a page, 1 to 500; 50 when absent
/// @param cursor `next` of the page before; absent for the first page
@Introspected
public record Paging(
    @Nullable @QueryValue("limit") Integer limit, @Nullable @QueryValue("cursor") String cursor) {
  static final int DEFAULT = 50;
  static final int MOST = 500;

  public Paging {
    if (limit != null && (limit < 1 || limit > MOST)) {
      throw new ProblemException(
          HttpStatus.BAD_REQUEST, "'limit' must be a whole number from 1 to " + MOST + ".");
    }
  }

  /// Items on a page.
  public int size() {
    return limit == null ? DEFAULT : limit;
  }

  /// Rows to read: one more than fit, see [Page#of].
  public int fetch() {
    return size() + 1;
  }

  /// The position after which the page begins; empty for the first page.
  ///
  /// @param list name of the list and its order, such as `people.by-name`
  /// @param parts how many parts a position of this list has
  /// @throws ProblemException 400 for a cursor that is no cursor of this list
  public Optional<Cursor> after(String list, int parts) {
    return Optional.ofNullable(cursor).map(text -> Cursor.decode(text, list, parts));
  }
}
