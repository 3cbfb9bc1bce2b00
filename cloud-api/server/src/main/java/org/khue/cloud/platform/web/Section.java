package org.khue.cloud.platform.web;

import org.jspecify.annotations.Nullable;

/// A link of the main navigation; a module declares one as a bean for each of its sections.
///
/// @param id equal to the section of the pages below it
/// @param labelKey key of the link's text
/// @param order place in the navigation, the lowest first
/// @param groupKey key of the heading under which it stands in the menu; null for none
/// @param right without which a visitor does not see it; null for everybody who is signed in
public record Section(
    String id,
    String href,
    String labelKey,
    int order,
    @Nullable String groupKey,
    @Nullable String right) {
  public Section(String id, String href, String labelKey, int order) {
    this(id, href, labelKey, order, null, null);
  }

  /// The same link under a heading. A group stands where its first link does.
  public Section under(String group) {
    return new Section(id, href, labelKey, order, group, right);
  }

  /// The same link, for those who hold the right.
  public Section needing(String needed) {
    return new Section(id, href, labelKey, order, groupKey, needed);
  }
}
