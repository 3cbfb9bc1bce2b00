package org.khue.gateway.local.web;

/// Grows a piece of a page. Everything that is not a constant of the program goes in by [#text] or
/// [#attribute], which escape it.
public final class Html {
  private final StringBuilder out = new StringBuilder(2_048);

  /// Markup as it is: constants only.
  public Html raw(String markup) {
    out.append(markup);
    return this;
  }

  public Html add(Html other) {
    out.append(other.out);
    return this;
  }

  public Html text(String text) {
    out.append(escape(text));
    return this;
  }

  public Html text(long number) {
    out.append(number);
    return this;
  }

  /// ` name="value"`.
  public Html attribute(String name, String value) {
    out.append(' ').append(name).append("=\"").append(escape(value)).append('"');
    return this;
  }

  /// An element without attributes, around a text.
  public Html element(String name, String text) {
    out.append('<').append(name).append('>').append(escape(text));
    out.append("</").append(name).append('>');
    return this;
  }

  /// A row of a list of terms.
  public Html row(String term, String text) {
    raw("<div>").element("dt", term).element("dd", text);
    return raw("</div>");
  }

  public static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }

  @Override
  public String toString() {
    return out.toString();
  }
}
