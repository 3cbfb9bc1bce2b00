package org.khue.web;

/// The shape and colour of a state; the word comes with it. Shapes differ, so that no state is told
/// by colour alone.
public enum Mark {
  /// Filled circle, green: at work.
  OK("ok"),
  /// Ring, grey: at rest.
  FREE("free"),
  /// Triangle, amber: somebody should look.
  WARN("warn"),
  /// Square, red: a fault.
  BAD("bad");

  private final String style;

  Mark(String style) {
    this.style = style;
  }

  /// The style class.
  public String style() {
    return style;
  }
}
