package org.khue.cloud.platform.problem;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import jakarta.inject.Singleton;
import org.khue.cloud.platform.db.DatabaseException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What the database refused, told by the class of its SQLSTATE (PostgreSQL, appendix A). Its own
/// words stay in here: they quote rows, and rows hold personal data.
@Singleton
final class DatabaseFaults implements ExceptionHandler<DatabaseException, HttpResponse<?>> {
  private static final Logger LOG = LoggerFactory.getLogger(DatabaseFaults.class);

  private final ProblemAnswers answers;
  private final BugLog bugs;

  DatabaseFaults(ProblemAnswers answers, BugLog bugs) {
    this.answers = answers;
    this.bugs = bugs;
  }

  @Override
  @SuppressWarnings("rawtypes") // as the interface declares it
  public HttpResponse<?> handle(HttpRequest request, DatabaseException exception) {
    return isBug(exception.state())
        ? answers.bug(request, bugs.note(request, exception))
        : answers.of(request, problem(request, exception));
  }

  /// Statements that PostgreSQL does not understand; "no privilege" is a policy that refused a row.
  private static boolean isBug(String state) {
    return state.startsWith("42") && !state.equals("42501");
  }

  private static ProblemException problem(HttpRequest<?> request, DatabaseException exception) {
    String state = exception.state();
    return switch (state.length() < 2 ? "" : state.substring(0, 2)) {
      case "23" ->
          state.equals("23505") || state.equals("23P01")
              ? new ProblemException(
                  HttpStatus.CONFLICT,
                  "There is one like it already" + exception.constraint() + ".")
              : new ProblemException(
                  HttpStatus.UNPROCESSABLE_ENTITY,
                  "A value is not allowed here, or names something that is not there"
                      + exception.constraint()
                      + ".");
      case "22" ->
          new ProblemException(
              HttpStatus.UNPROCESSABLE_ENTITY,
              "A value is too long, too large, or no text that can be kept.");
      case "42" ->
          new ProblemException(HttpStatus.FORBIDDEN, "This lies outside the scope of your roles.");
      case "40" -> away(request, exception, "Somebody else changed the same thing just now.");
      default -> away(request, exception, "The database is away just now.");
    };
  }

  private static ProblemException away(
      HttpRequest<?> request, DatabaseException exception, String what) {
    LOG.warn(
        "{} {} failed while {}: SQLSTATE {}",
        request.getMethodName(),
        BugLog.route(request),
        exception.what(),
        exception.state());
    return new ProblemException(
        HttpStatus.SERVICE_UNAVAILABLE, what + " Try again in a few seconds.");
  }
}
