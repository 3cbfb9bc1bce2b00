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
public record Page(
    Text text,
    String title,
    String section,
    String path,
    Theme theme,
    List<Link> navigation,
    @Nullable Visitor visitor,
    @Nullable Simulation simulation,
    Assets assets,
    boolean charts) {

  /// A link of the navigation.
  public record Link(String id, String href, String label) {}

  /// Who is signed in.
  ///
  /// @param role the role's name in the reader's language
  public record Visitor(String role) {}

  /// Values without physical devices behind them.
  ///
  /// @param speed how many times faster than real time, 1 for real time
  public record Simulation(double speed) {}

  /// This page's address with a switch set.
  public String with(String parameter, String value) {
    return path + (path.contains("?") ? "&" : "?") + parameter + "=" + value;
  }
}
