package org.khue.cloud.platform.problem;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import jakarta.inject.Singleton;
import java.io.EOFException;
import java.nio.channels.ClosedChannelException;

/// Whatever no other handler knows is a fault of ours: it goes into the log under a number, and the
/// caller is told the number alone.
@Singleton
final class Bugs implements ExceptionHandler<Throwable, HttpResponse<?>> {
  private final ProblemAnswers answers;
  private final BugLog log;

  Bugs(ProblemAnswers answers, BugLog log) {
    this.answers = answers;
    this.log = log;
  }

  @Override
  @SuppressWarnings("rawtypes") // as the interface declares it
  public HttpResponse<?> handle(HttpRequest request, Throwable exception) {
    if (exception instanceof EOFException || exception instanceof ClosedChannelException) {
      return HttpResponse.badRequest(); // the caller is gone; nobody reads this
    }
    return answers.bug(request, log.note(request, exception));
  }
}
