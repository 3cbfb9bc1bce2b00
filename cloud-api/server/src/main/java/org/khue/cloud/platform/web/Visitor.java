package org.khue.cloud.platform.web;

import io.micronaut.http.HttpRequest;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/// Who is signed in, as far as a page shows it. The session filter ties it to the request.
///
/// @param roleKey key of the role's name
/// @param alertKey key of what stands above every page of theirs; empty for none
/// @param signedIn whether the session still stands; a long answer asks now and then
public record Visitor(String roleKey, String alertKey, BooleanSupplier signedIn) {
  private static final String ATTRIBUTE = "khue.visitor";

  /// The visitor of a request; empty before login.
  public static Optional<Visitor> of(HttpRequest<?> request) {
    return request.getAttribute(ATTRIBUTE, Visitor.class);
  }

  /// Makes this the visitor of the request.
  public void enter(HttpRequest<?> request) {
    request.setAttribute(ATTRIBUTE, this);
  }
}
