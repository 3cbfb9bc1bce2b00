package org.khue.cloud.platform.web;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.cookie.Cookie;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.khue.web.form.FormSpec;

/// The answer to a form that was done: a redirect to a page, which then says what was done and, if
/// it can be undone, offers that for some seconds.
///
/// What the next page says travels in a cookie that holds no words and no names, only the key of a
/// text, or kind and id of the thing that was deleted.
///
/// @param href of the next page
/// @param textKey of what it says; empty for nothing
/// @param form the id of the form that was accepted, whose draft the browser then forgets
/// @param kind of the thing that was deleted, as its [BinSource] calls it; empty for none
/// @param id of that thing
public record Done(String href, String textKey, String form, String kind, String id) {
  private static final String COOKIE = "khue_done";
  private static final Duration KEPT = Duration.ofSeconds(60);
  private static final Pattern PART = Pattern.compile("[A-Za-z0-9.:_-]{0,80}");
  private static final String BETWEEN = "/";

  public static Done then(String href) {
    return new Done(href, "", "", "", "");
  }

  /// Says a text that has no arguments.
  public Done saying(String key) {
    return new Done(href, key, form, kind, id);
  }

  /// Says that the server took the form, and the browser forgets its draft.
  public Done accepting(FormSpec accepted) {
    return new Done(href, textKey, accepted.id(), kind, id);
  }

  /// Says that a thing went into the bin, and offers to bring it back.
  public Done undoing(String binKind, String binId) {
    return new Done(href, textKey, form, binKind, binId);
  }

  public MutableHttpResponse<?> response(HttpRequest<?> request) {
    return HttpResponse.seeOther(URI.create(href))
        .cookie(cookie(request, String.join(BETWEEN, textKey, form, kind, id)).maxAge(KEPT));
  }

  /// What the page of this request is to say.
  static Optional<Done> before(HttpRequest<?> request) {
    return HostCookies.value(request, COOKIE)
        .map(value -> List.of(value.split(BETWEEN, -1)))
        .filter(parts -> parts.size() == 4)
        .filter(parts -> parts.stream().allMatch(part -> PART.matcher(part).matches()))
        .map(parts -> new Done("", parts.get(0), parts.get(1), parts.get(2), parts.get(3)));
  }

  /// Once said, it is not said again.
  static Cookie none(HttpRequest<?> request) {
    return cookie(request, "").maxAge(Duration.ZERO);
  }

  private static Cookie cookie(HttpRequest<?> request, String value) {
    return HostCookies.of(request, COOKIE, value);
  }
}
