package org.khue.cloud.platform.problem;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import io.micronaut.http.server.exceptions.response.ErrorContext;
import io.micronaut.http.server.exceptions.response.ErrorResponseProcessor;
import jakarta.inject.Singleton;
import org.khue.cloud.platform.db.DatabaseException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A database that is away makes a 503, as a page or as a [Problem].
@Singleton
final class DatabaseFaults implements ExceptionHandler<DatabaseException, HttpResponse<?>> {
  private static final Logger LOG = LoggerFactory.getLogger(DatabaseFaults.class);

  private final ErrorResponseProcessor<?> bodies;

  DatabaseFaults(ErrorResponseProcessor<?> bodies) {
    this.bodies = bodies;
  }

  @Override
  @SuppressWarnings("rawtypes") // as the interface declares it
  public HttpResponse<?> handle(HttpRequest request, DatabaseException exception) {
    LOG.warn("{} {} failed: {}", request.getMethod(), request.getPath(), exception.getMessage());
    return bodies.processResponse(
        ErrorContext.builder(request).cause(exception).build(),
        HttpResponse.status(HttpStatus.SERVICE_UNAVAILABLE));
  }
}
