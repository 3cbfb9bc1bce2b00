package org.khue.web;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.khue.web.asset.Assets;
import org.khue.web.i18n.Text;

/// What the frame of a page needs beside the page's own content.
///
/// @param title of the page, in the reader's language, without the product's name
/// @param section the id of the [Link] that is current in the navigation; empty for none
/// @param path path and query of this page without the parameters of the switches
/// @param visitor who is signed in; null on the greeting and on errors before it
/// @param simulation null when every value comes from a physical device
/// @param charts whether the page draws charts
/// @param notice what was just done; null for nothing
public record Page(
    Text text,
    String title,
    String section,
    String path,
    Theme theme,
    List<Group> navigation,
    @Nullable Visitor visitor,
    @Nullable Simulation simulation,
    Assets assets,
    boolean charts,
    @Nullable Notice notice) {

  /// So many links stand in a row; with more of them the row holds those of the current group.
  private static final int IN_A_ROW = 6;

  /// A link of the navigation.
  public record Link(String id, String href, String label) {}

  /// Links that belong together.
  ///
  /// @param label empty for links that belong to no group
  public record Group(String label, List<Link> links) {}

  /// Who is signed in.
  ///
  /// @param id ties drafts in the browser to their writer
  /// @param name of the person; empty when the account is no person's
  /// @param role the role's name in the reader's language
  /// @param alert what stands above every page of theirs, such as an emergency role; empty for none
  public record Visitor(String id, String name, String role, String alert) {}

  /// Values without physical devices behind them.
  ///
  /// @param speed how many times faster than real time, 1 for real time
  public record Simulation(double speed) {}

  /// What was just done.
  ///
  /// @param words in the reader's language
  /// @param undoHref what a form posts to in order to undo it; empty when it cannot be undone
  /// @param personal whether the words hold a person's name
  /// @param acceptedForm the id of the form that the server accepted, so that the browser forgets
  ///   its draft; empty for none
  public record Notice(String words, boolean personal, String undoHref, String acceptedForm) {}

  /// This page's address with a switch set.
  public String with(String parameter, String value) {
    return path + (path.contains("?") ? "&" : "?") + parameter + "=" + value;
  }

  /// The links in sight: all when they are few, else those of the current group.
  public List<Link> row() {
    List<Link> all = navigation.stream().flatMap(group -> group.links().stream()).toList();
    if (all.size() <= IN_A_ROW) {
      return all;
    }
    return navigation.stream()
        .filter(group -> group.links().stream().anyMatch(link -> link.id().equals(section)))
        .findFirst()
        .map(Group::links)
        .orElse(List.of());
  }

  /// Whether the row leaves links out, so that the menu is needed on wide screens too.
  public boolean menu() {
    return row().size() < navigation.stream().mapToInt(group -> group.links().size()).sum();
  }
}
