package org.khue.cloud.platform.web;

import org.jspecify.annotations.Nullable;
import org.khue.cloud.platform.security.Access;
import org.khue.cloud.platform.security.Caller;
import org.khue.cloud.platform.security.Reach;

/// A link of the main navigation; a module declares one as a bean for each of its sections.
///
/// @param id equal to the section of the pages below it
/// @param labelKey key of the link's text
/// @param order place in the navigation, the lowest first
/// @param groupKey key of the heading under which it stands in the menu; null for none
/// @param right without which a visitor does not see it; null for everybody who is signed in
/// @param atTop whether the right must be held at the unit above all others
/// @param aboutKey key of one line that says what one does there; null for none
public record Section(
    String id,
    String href,
    String labelKey,
    int order,
    @Nullable String groupKey,
    @Nullable String right,
    boolean atTop,
    @Nullable String aboutKey) {
  public Section(String id, String href, String labelKey, int order) {
    this(id, href, labelKey, order, null, null, false, null);
  }

  /// The same link under a heading. A group stands where its first link does.
  public Section under(String group) {
    return new Section(id, href, labelKey, order, group, right, atTop, aboutKey);
  }

  /// The same link, for those who hold the right.
  public Section needing(String needed) {
    return new Section(id, href, labelKey, order, groupKey, needed, false, aboutKey);
  }

  /// The same link, for those who hold the right at the unit above all others.
  public Section needingAtTop(String needed) {
    return new Section(id, href, labelKey, order, groupKey, needed, true, aboutKey);
  }

  /// Whether a caller may open it.
  boolean isOpenTo(Caller caller, Access access) {
    if (right == null) {
      return true;
    }
    return access.may(caller, right)
        && (!atTop || caller.holdsEverywhere(right) || caller.units(right).contains(Reach.ROOT));
  }

  /// The same link with the line that the start page says about it.
  public Section saying(String about) {
    return new Section(id, href, labelKey, order, groupKey, right, atTop, about);
  }
}
