package org.khue.cloud.platform.notify;

import java.util.Map;
import org.khue.web.Language;

/// Mail to one address that is kept nowhere, because something in it opens something.
///
/// @param titleKey key of the subject
/// @param bodyKey key of the text
/// @param args for both
/// @param href the page of this site that it leads to
public record Letter(
    String address,
    Language language,
    String titleKey,
    String bodyKey,
    Map<String, Object> args,
    String href) {
  public Letter {
    args = Map.copyOf(args);
  }
}
