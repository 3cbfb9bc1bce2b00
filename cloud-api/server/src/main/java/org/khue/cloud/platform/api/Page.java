package org.khue.cloud.platform.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// One page of a list.
///
/// @param items in the list's order
/// @param next the value of `cursor` that gives the page after this one; absent on the last page
/// @param <T> what the list holds
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Page<T>(List<T> items, @Nullable String next) {
  public Page {
    items = List.copyOf(items);
  }

  /// A page out of rows that were read with [Paging#fetch] as their limit: the row too many tells
  /// that there is a page after this one.
  ///
  /// @param position where a row stands in the list's order
  public static <T> Page<T> of(List<T> rows, Paging paging, Function<T, Cursor> position) {
    if (rows.size() <= paging.size()) {
      return new Page<>(rows, null);
    }
    List<T> items = rows.subList(0, paging.size());
    return new Page<>(items, position.apply(items.getLast()).encoded());
  }

  /// The same page of something made from each item.
  public <R> Page<R> map(Function<? super T, R> change) {
    return new Page<>(items.stream().map(change).toList(), next);
  }
}
