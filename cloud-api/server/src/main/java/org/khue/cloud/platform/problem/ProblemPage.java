package org.khue.cloud.platform.problem;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;

/// Shows a problem to a person; the web part of the platform does it.
public interface ProblemPage {
  HttpResponse<?> of(HttpRequest<?> request, ProblemException problem);

  /// Shows a fault of the server.
  ///
  /// @param number under which the log has it
  HttpResponse<?> bug(HttpRequest<?> request, String number);
}
