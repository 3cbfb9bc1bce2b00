package org.khue.cloud.platform.notify;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.khue.web.i18n.Text;

/// A notice as its reader finds it.
///
/// @param readAt null as long as it is unread
public record NoticeLine(
    UUID id,
    String titleKey,
    String bodyKey,
    Map<String, Object> args,
    String href,
    Notice.Weight weight,
    Instant createdAt,
    @Nullable Instant readAt) {

  public String title(Text text) {
    return words(text, titleKey, args);
  }

  public String body(Text text) {
    return words(text, bodyKey, args);
  }

  static String words(Text text, String key, Map<String, Object> args) {
    Object[] pairs = new Object[2 * args.size()];
    int at = 0;
    for (Map.Entry<String, Object> arg : args.entrySet()) {
      pairs[at++] = arg.getKey();
      pairs[at++] = arg.getValue();
    }
    return text.t(key, pairs);
  }
}
