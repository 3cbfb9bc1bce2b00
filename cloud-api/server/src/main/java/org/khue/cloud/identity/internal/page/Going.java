package org.khue.cloud.identity.internal.page;

import io.micronaut.http.HttpResponse;
import java.net.URI;
import org.khue.cloud.identity.internal.session.Session;
import org.khue.cloud.identity.internal.session.Stage;

/// Where a browser goes after a form.
final class Going {
  private Going() {}

  static HttpResponse<?> to(String path) {
    return HttpResponse.seeOther(URI.create(path));
  }

  /// On with the sign-in, or to the first task.
  static String on(Session session) {
    return session.stage() == Stage.FULL ? session.home() : session.stage().page();
  }

  /// A path of this site that a request named; the profile for anything else.
  static String local(String path) {
    return path.matches("/(?![/\\\\])[A-Za-z0-9/_.~%?=&-]*") ? path : "/profile";
  }
}
