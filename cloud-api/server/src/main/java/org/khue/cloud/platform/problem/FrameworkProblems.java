package org.khue.cloud.platform.problem;

import io.micronaut.core.convert.exceptions.ConversionErrorException;
import io.micronaut.core.type.Argument;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.server.exceptions.response.ErrorContext;
import io.micronaut.http.server.exceptions.response.ErrorResponseProcessor;
import io.micronaut.web.router.exceptions.UnsatisfiedRouteException;
import jakarta.inject.Singleton;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.khue.cloud.platform.problem.ProblemException.Fault;

/// What the framework refuses by itself (no such method, a parameter that is no UUID, a body too
/// long), told like every other problem. What went wrong inside the server is not told.
@Singleton
final class FrameworkProblems implements ErrorResponseProcessor<Object> {
  private final ProblemPage page;

  FrameworkProblems(ProblemPage page) {
    this.page = page;
  }

  @Override
  @SuppressWarnings("unchecked") // the answer's body is replaced, whatever it was
  public MutableHttpResponse<Object> processResponse(
      ErrorContext context, MutableHttpResponse<?> response) {
    HttpRequest<?> request = context.getRequest();
    HttpStatus status = HttpStatus.valueOf(response.code());
    ProblemException problem = problem(context.getRootCause().orElse(null), status);
    if (ProblemAnswers.isForPeople(request)) {
      HttpResponse<?> shown = page.of(request, problem);
      response.body(shown.body());
      shown.getContentType().ifPresent(response::contentType);
      return (MutableHttpResponse<Object>) response;
    }
    return (MutableHttpResponse<Object>) ProblemAnswers.forPrograms(request, problem, response);
  }

  private static ProblemException problem(@Nullable Throwable cause, HttpStatus status) {
    return switch (cause) {
      case ConversionErrorException conversion -> badParameter(conversion.getArgument());
      case UnsatisfiedRouteException unsatisfied ->
          new ProblemException(
              HttpStatus.BAD_REQUEST,
              "'" + unsatisfied.getArgument().getName() + "' is needed.",
              List.of(new Fault(unsatisfied.getArgument().getName(), "is needed")));
      case null, default -> {
        ProblemKind kind = ProblemKind.of(status);
        yield new ProblemException(status, kind.meaning() + " " + kind.next());
      }
    };
  }

  private static ProblemException badParameter(Argument<?> argument) {
    String wanted = "must be a " + argument.getType().getSimpleName();
    return new ProblemException(
        HttpStatus.BAD_REQUEST,
        "'" + argument.getName() + "' " + wanted + ".",
        List.of(new Fault(argument.getName(), wanted)));
  }
}
