package org.khue.web.table;

/// Something that can be done with one row.
///
/// @param label the verb, in the reader's language
/// @param explain the verb with the row's name, for screen readers: "Xoá phòng Vật lí 1"
/// @param href where a link leads, or what a form posts to
/// @param post whether it changes something, and so is a form
public record RowAction(String label, String explain, String href, boolean post) {
  public static RowAction link(String label, String explain, String href) {
    return new RowAction(label, explain, href, false);
  }

  public static RowAction post(String label, String explain, String href) {
    return new RowAction(label, explain, href, true);
  }
}
