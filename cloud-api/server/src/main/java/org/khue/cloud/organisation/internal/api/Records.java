package org.khue.cloud.organisation.internal.api;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.khue.cloud.platform.api.ETags;
import org.khue.cloud.platform.problem.ProblemException;
import org.khue.cloud.platform.problem.ProblemException.Fault;

/// What the routes of this module share.
final class Records {
  private Records() {}

  /// A new record: 201 with its address and version.
  static <T> HttpResponse<T> created(String address, T body, int version) {
    return HttpResponse.<T>created(URI.create(address))
        .body(body)
        .header(HttpHeaders.ETAG, ETags.of(version));
  }

  /// A changed record with its new version.
  static <T> HttpResponse<T> changed(T body, int version) {
    return HttpResponse.<T>ok().body(body).header(HttpHeaders.ETAG, ETags.of(version));
  }

  /// The version that the caller has seen.
  static int seen(HttpRequest<?> request) {
    long version = ETags.seen(request);
    if (version > Integer.MAX_VALUE) {
      throw ETags.stale();
    }
    return (int) version;
  }

  /// The value of that code.
  ///
  /// @throws ProblemException 400 that names the codes there are, for a parameter of the address
  static <T> T parameter(T[] values, Function<T, String> codeOf, String name, String code) {
    return Arrays.stream(values)
        .filter(value -> codeOf.apply(value).equals(code))
        .findFirst()
        .orElseThrow(() ->
            new ProblemException(
                HttpStatus.BAD_REQUEST, "'" + name + "' " + oneOf(values, codeOf)));
  }

  /// The value of that code.
  ///
  /// @throws ProblemException 422 that names the codes there are, for a field of the body
  static <T> T field(T[] values, Function<T, String> codeOf, String name, String code) {
    return Arrays.stream(values)
        .filter(value -> codeOf.apply(value).equals(code))
        .findFirst()
        .orElseThrow(
            () -> ProblemException.invalid(List.of(new Fault(name, oneOf(values, codeOf)))));
  }

  private static <T> String oneOf(T[] values, Function<T, String> codeOf) {
    return "must be one of " + String.join(", ", Arrays.stream(values).map(codeOf).toList()) + ".";
  }
}
