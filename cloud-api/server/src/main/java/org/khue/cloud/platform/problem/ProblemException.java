package org.khue.cloud.platform.problem;

import io.micronaut.http.HttpStatus;
import java.io.Serial;
import java.util.List;

/// A request cannot be done as it is asked: told to the caller as a [Problem], or on a page.
/// Expected, so it bears no stack trace and is not logged as a fault.
public final class ProblemException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  /// What is wrong with one field of the request.
  ///
  /// @param field name as in the request, such as `birthDate` or `items[3].code`
  /// @param message what is wrong and what would be right
  public record Fault(String field, String message) {}

  private final transient HttpStatus status;
  private final transient List<Fault> faults;

  /// @param detail what happened, where, and what to do next
  public ProblemException(HttpStatus status, String detail) {
    this(status, detail, List.of());
  }

  public ProblemException(HttpStatus status, String detail, List<Fault> faults) {
    super(detail, null, false, false);
    this.status = status;
    this.faults = List.copyOf(faults);
  }

  /// The thing asked for is not there, or lies outside the caller's scope: which of the two is not
  /// told.
  public static ProblemException missing(String what) {
    return new ProblemException(
        HttpStatus.NOT_FOUND, "There is no such " + what + ", or it is not within your scope.");
  }

  /// Fields of the request that are wrong, all at once.
  public static ProblemException invalid(List<Fault> faults) {
    String fields = String.join(", ", faults.stream().map(Fault::field).distinct().toList());
    return new ProblemException(
        HttpStatus.UNPROCESSABLE_ENTITY, "Correct these fields: " + fields + ".", faults);
  }

  public HttpStatus status() {
    return status;
  }

  public List<Fault> faults() {
    return faults;
  }
}
