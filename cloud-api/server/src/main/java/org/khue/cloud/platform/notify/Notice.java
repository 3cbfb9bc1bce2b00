package org.khue.cloud.platform.notify;

import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Something to tell somebody.
///
/// @param account whom
/// @param titleKey key of one short sentence
/// @param bodyKey key of the text; it and the title get the arguments
/// @param args arguments of the texts by name: texts and numbers
/// @param href the page where it is dealt with, such as `/jobs/…`: a path of this site
/// @param dedupe of two notices to one account with the same key the second is dropped; null for
///   none
public record Notice(
    UUID account,
    String titleKey,
    String bodyKey,
    Map<String, Object> args,
    String href,
    Weight weight,
    @Nullable String dedupe) {
  public Notice {
    args = Map.copyOf(new TreeMap<>(args));
    if (!href.startsWith("/") || href.startsWith("//")) {
      throw new IllegalArgumentException("a notice leads to a page of this site, not to " + href);
    }
  }

  /// How much it matters.
  public enum Weight {
    /// On the page, and by mail in the daytime.
    NORMAL,
    /// Also by paid channels in the daytime, if the person agreed and no free one reached them.
    IMPORTANT,
    /// The same at any hour.
    URGENT
  }
}
