package org.khue.cloud.matrix;

import java.util.EnumSet;
import java.util.Set;
import org.khue.cloud.identity.Role;

/// How a route is called.
///
/// @param path with its variables filled in
/// @param type of the body; empty for no body
/// @param body complete enough to come past the reading of it, and harmless when repeated
/// @param kind what it does with the school's things
/// @param marker a text that stands in the answer for the own school and must not for others; empty
///   for none
/// @param narrower roles that hold the right and are refused all the same at the own school, by a
///   finer rule of the module
public record Call(
    String path, String type, String body, Kind kind, String marker, Set<Role> narrower) {

  /// What a route does with the things of a school.
  public enum Kind {
    /// Names one of them: whoever does not reach it gets 403 or 404.
    THING,
    /// Lists them: whoever does not reach them gets a list without them.
    LIST,
    /// Has nothing to do with any school.
    PLAIN,
    /// Names something that nobody has: the right alone is asked. Whoever holds it is told that it
    /// is not there, or what is wrong with the request.
    ABSENT
  }

  /// Reads one thing.
  public static Call thing(String path) {
    return new Call(path, "", "", Kind.THING, "", Set.of());
  }

  /// Reads a list.
  public static Call list(String path, String marker) {
    return new Call(path, "", "", Kind.LIST, marker, Set.of());
  }

  /// Names what nobody has.
  public static Call absent(String path) {
    return new Call(path, "", "", Kind.ABSENT, "", Set.of());
  }

  /// Reads what belongs to no school.
  public static Call plain(String path) {
    return new Call(path, "", "", Kind.PLAIN, "", Set.of());
  }

  /// The same call with a form.
  public Call form(String fields) {
    return new Call(path, "application/x-www-form-urlencoded", fields, kind, marker, narrower);
  }

  /// The same call with a JSON body.
  public Call json(String text) {
    return new Call(path, "application/json", text, kind, marker, narrower);
  }

  /// The same call with a form of parts, of which none is there.
  public Call parts() {
    return new Call(
        path, "multipart/form-data; boundary=edge", "--edge--\r\n", kind, marker, narrower);
  }

  /// The same call, refused to these roles by a finer rule.
  public Call notFor(Role first, Role... more) {
    return new Call(path, type, body, kind, marker, EnumSet.of(first, more));
  }
}
