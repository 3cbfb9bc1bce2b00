package org.khue.cloud.platform.notify;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.khue.web.Language;

/// How somebody is reached outside this program.
///
/// @param email null if none is known
/// @param phone international, such as `+84912345678`; null if none is known
/// @param zalo the id at Zalo; null if none is known
/// @param paid names of paid channels that the person agreed to; silence is no agreement
public record Contact(
    Language language,
    @Nullable String email,
    @Nullable String phone,
    @Nullable String zalo,
    Set<String> paid) {
  public Contact {
    paid = Set.copyOf(paid);
  }
}
