package org.khue.cloud.platform.problem;

import io.micronaut.http.HttpStatus;
import java.util.Arrays;
import java.util.Locale;

/// The kinds of problems that the API tells of. Each has an address, its `type`, at which the
/// server explains it; `docs/reference/errors.md` lists them.
public enum ProblemKind {
  MALFORMED(
      HttpStatus.BAD_REQUEST,
      "The request cannot be read.",
      "Correct what the detail names; sending the same again gives the same answer."),
  UNAUTHENTICATED(
      HttpStatus.UNAUTHORIZED,
      "The request shows no valid credential.",
      "Sign in, or send the header Authorization with a token that is valid."),
  FORBIDDEN(
      HttpStatus.FORBIDDEN,
      "The caller does not hold the right that this needs.",
      "Ask the head of the unit, or its IT officer, for an assignment."),
  MISSING(
      HttpStatus.NOT_FOUND,
      "There is no such thing, or it lies outside the caller's scope.",
      "Look it up again in the list that it belongs to."),
  METHOD(
      HttpStatus.METHOD_NOT_ALLOWED,
      "This address does not know that method.",
      "The header Allow names the methods that it knows."),
  NOT_ACCEPTABLE(
      HttpStatus.NOT_ACCEPTABLE,
      "This address cannot answer in a form that the caller accepts.",
      "Send Accept: application/json, or none."),
  CONFLICT(
      HttpStatus.CONFLICT,
      "The request does not fit what is there already.",
      "Read the present state, then decide anew."),
  GONE(
      HttpStatus.GONE,
      "What was here is here no longer, for good.",
      "Look it up again in the list that it belongs to."),
  STALE(
      HttpStatus.PRECONDITION_FAILED,
      "The record was changed since the caller read it.",
      "Read it again, repeat the change on it, send the new ETag."),
  TOO_LARGE(
      HttpStatus.REQUEST_ENTITY_TOO_LARGE,
      "The body is longer than this address takes.",
      "Send less at once."),
  MEDIA_TYPE(
      HttpStatus.UNSUPPORTED_MEDIA_TYPE,
      "This address does not read that type of body.",
      "Send Content-Type: application/json, or what the description names."),
  INVALID(
      HttpStatus.UNPROCESSABLE_ENTITY,
      "The request can be read, but says something that cannot be.",
      "Correct every field that 'faults' names; they are all named at once."),
  VERSION_NEEDED(
      HttpStatus.PRECONDITION_REQUIRED,
      "A change must name the version that the caller has seen.",
      "Send If-Match with the ETag that came with the record."),
  TOO_MANY(
      HttpStatus.TOO_MANY_REQUESTS,
      "There were too many requests, or too many wrong credentials, from this caller.",
      "Wait for as long as the header Retry-After says, or a minute."),
  FAULT(
      HttpStatus.INTERNAL_SERVER_ERROR,
      "The server met a fault of its own.",
      "Tell the operator the number in the detail; it stands in the server's log."),
  UNAVAILABLE(
      HttpStatus.SERVICE_UNAVAILABLE,
      "The server cannot do this just now.",
      "Send it again after as many seconds as the header Retry-After says.");

  /// Where the server explains the kinds.
  public static final String ROOT = "/api/problems/";

  private final HttpStatus status;
  private final String meaning;
  private final String next;

  ProblemKind(HttpStatus status, String meaning, String next) {
    this.status = status;
    this.meaning = meaning;
    this.next = next;
  }

  /// The kind of a status; of one that has none of its own, the kind of its class.
  public static ProblemKind of(HttpStatus status) {
    return Arrays.stream(values())
        .filter(kind -> kind.status == status)
        .findFirst()
        .orElse(status.getCode() < 500 ? MALFORMED : FAULT);
  }

  /// As it stands at the end of its address, such as `too-large`.
  public String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  public String type() {
    return ROOT + code();
  }

  public HttpStatus status() {
    return status;
  }

  public String meaning() {
    return meaning;
  }

  public String next() {
    return next;
  }
}
