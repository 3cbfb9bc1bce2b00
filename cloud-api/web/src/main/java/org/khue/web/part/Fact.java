package org.khue.web.part;

/// A line of a definition list.
///
/// @param note said smaller behind the text; empty for none
/// @param personal hidden on a projector
public record Fact(String term, String text, String note, boolean personal) {
  public static Fact of(String term, String text) {
    return new Fact(term, text, "", false);
  }

  public Fact withNote(String words) {
    return new Fact(term, text, words, personal);
  }

  public Fact asPersonal() {
    return new Fact(term, text, note, true);
  }
}
