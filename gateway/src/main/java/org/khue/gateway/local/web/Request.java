package org.khue.gateway.local.web;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A request as its handler sees it.
///
/// @param path as asked for, without query
/// @param variables of the route
/// @param form what a form sent: stripped, in NFC
/// @param source the address it came from
/// @param token what a form on the answer must carry, see [#FORM_TOKEN]
/// @param live whether a script asks, to keep a page fresh
public record Request(
    String path,
    Map<String, String> variables,
    Map<String, String> query,
    Map<String, String> form,
    Texts texts,
    @Nullable Session session,
    String source,
    String token,
    boolean live) {
  /// The hidden field of every form.
  public static final String FORM_TOKEN = "token";

  /// A variable of the route.
  public String variable(String name) {
    return variables.getOrDefault(name, "");
  }

  /// Empty if it was not sent.
  public String query(String name) {
    return query.getOrDefault(name, "");
  }

  /// Empty if it was not sent.
  public String form(String name) {
    return form.getOrDefault(name, "");
  }

  public Optional<Session> signedIn() {
    return Optional.ofNullable(session);
  }

  /// Who did it, without a name, as events tell it: `pin`, or the keyed hash of the card.
  public String by() {
    return session == null ? "" : session.by();
  }

  /// Who it is, for people: the role, and the label of the card.
  public String who() {
    String name = session == null ? "" : session.name();
    return texts.get("role." + role()) + (name.isEmpty() ? "" : " – " + name);
  }

  public Role role() {
    return session == null ? Role.ANYBODY : session.role();
  }

  /// The beginning of a form that is sent to that path.
  public Html beginForm(String action) {
    return new Html()
        .raw("<form method=post")
        .attribute("action", action)
        .raw("><input type=hidden name=" + FORM_TOKEN)
        .attribute("value", token)
        .raw(">");
  }

  /// Says that on the next page, and goes there.
  public Response done(String notice, String path) {
    if (session != null) {
      session.say(notice);
    }
    return Response.seeOther(path);
  }

  /// Without what it carries.
  @Override
  public String toString() {
    return "Request[" + path + "]";
  }
}
