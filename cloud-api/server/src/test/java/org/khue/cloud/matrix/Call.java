package org.khue.cloud.matrix;

import java.util.EnumSet;
import java.util.Set;
import java.util.function.Supplier;
import org.khue.cloud.identity.Role;

/// How a route is called.
///
/// @param where makes the path, with its variables filled in
/// @param type of the body; empty for no body
/// @param body complete enough to come past the reading of it, and harmless when repeated
/// @param kind what it does with the school's things
/// @param marker a text that stands in the answer for the own school and must not for others; empty
///   for none
/// @param narrower roles that hold the right and are refused all the same at the own school, by a
///   finer rule of the module
/// @param version sent as `If-Match`; 0 for none
/// @param owner the `Cookie` header of the one account whose thing it is; empty for none
public record Call(
    Supplier<String> where,
    String type,
    String body,
    Kind kind,
    String marker,
    Set<Role> narrower,
    long version,
    String owner) {

  /// A version that no record has: a change that names it comes past the question who may do it,
  /// and then changes nothing.
  private static final long STALE = 999_999;

  private static final String FORM = "application/x-www-form-urlencoded";

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

  private static Call of(Supplier<String> where, Kind kind, String marker) {
    return new Call(where, "", "", kind, marker, Set.of(), 0, "");
  }

  /// Reads one thing.
  public static Call thing(String path) {
    return of(() -> path, Kind.THING, "");
  }

  /// Uses one thing up, so that each call gets another.
  ///
  /// @param where makes the thing at the school, and gives the path
  public static Call fresh(Supplier<String> where) {
    return of(where, Kind.THING, "");
  }

  /// Reads a list.
  public static Call list(String path, String marker) {
    return of(() -> path, Kind.LIST, marker);
  }

  /// Names what nobody has.
  public static Call absent(String path) {
    return of(() -> path, Kind.ABSENT, "");
  }

  /// Reads what belongs to no school.
  public static Call plain(String path) {
    return of(() -> path, Kind.PLAIN, "");
  }

  /// Reads what belongs to one account: everybody else is told that there is none.
  ///
  /// @param owner the `Cookie` header of that account
  public static Call owned(String path, String owner) {
    return new Call(() -> path, "", "", Kind.THING, "", Set.of(), 0, owner);
  }

  public String path() {
    return where.get();
  }

  /// The same call with a form.
  public Call form(String fields) {
    return with(FORM, fields);
  }

  /// The same call with a JSON body.
  public Call json(String text) {
    return with("application/json", text);
  }

  private Call with(String otherType, String otherBody) {
    return new Call(where, otherType, otherBody, kind, marker, narrower, version, owner);
  }

  /// The same call with a form of parts, of which none is there.
  public Call parts() {
    return parts("--edge--\r\n");
  }

  /// The same call with a form of parts.
  ///
  /// @param parts between lines `--edge`
  public Call parts(String parts) {
    return with("multipart/form-data; boundary=edge", parts);
  }

  /// The same call with a version that is not the thing's any more.
  public Call stale() {
    return new Call(where, type, body, kind, marker, narrower, STALE, owner);
  }

  /// The same call, refused to these roles by a finer rule; of a list: without its rows.
  public Call notFor(Role first, Role... more) {
    return new Call(where, type, body, kind, marker, EnumSet.of(first, more), version, owner);
  }
}
