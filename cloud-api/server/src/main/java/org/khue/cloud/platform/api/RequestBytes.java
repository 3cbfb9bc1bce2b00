package org.khue.cloud.platform.api;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.ServerHttpRequest;
import io.micronaut.http.body.ByteBody.SplitBackpressureMode;
import io.micronaut.http.body.CloseableAvailableByteBody;
import io.micronaut.http.body.CloseableByteBody;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.khue.cloud.platform.problem.ProblemException;

/// The body of a request, read beside the route, which gets it too.
final class RequestBytes {
  private static final int WITHIN_SECONDS = 60;

  private RequestBytes() {}

  static boolean isForm(HttpRequest<?> request) {
    return request
        .getContentType()
        .filter(type -> type.matches(MediaType.APPLICATION_FORM_URLENCODED_TYPE))
        .isPresent();
  }

  /// The whole body; the server's limit of its length holds.
  static byte[] of(HttpRequest<?> request) {
    if (!(request instanceof ServerHttpRequest<?> received)) {
      return new byte[0];
    }
    try (CloseableByteBody copy = received.byteBody().split(SplitBackpressureMode.FASTEST);
        CloseableAvailableByteBody whole = copy.buffer().get(WITHIN_SECONDS, TimeUnit.SECONDS)) {
      return whole.toByteArray();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException refused ? refused : broken();
    } catch (TimeoutException e) {
      throw broken();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw broken();
    }
  }

  private static ProblemException broken() {
    return new ProblemException(HttpStatus.BAD_REQUEST, "The body could not be read to its end.");
  }

  /// A field of a form; null if it has none of that name.
  static @Nullable String field(byte[] form, String name) {
    for (String pair : new String(form, StandardCharsets.ISO_8859_1).split("&", -1)) {
      int equals = pair.indexOf('=');
      if (equals >= 0 && pair.substring(0, equals).equals(name)) {
        try {
          return URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
          throw new ProblemException(
              HttpStatus.BAD_REQUEST, "The form field '" + name + "' is not encoded as a form is.");
        }
      }
    }
    return null;
  }

  /// Tells two requests apart: query, content type and body.
  static byte[] hash(HttpRequest<?> request, byte[] body) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      String head =
          request.getUri().getRawQuery()
              + "\n"
              + request.getContentType().map(MediaType::getName).orElse("")
              + "\n";
      digest.update(head.getBytes(StandardCharsets.UTF_8));
      return digest.digest(body);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
