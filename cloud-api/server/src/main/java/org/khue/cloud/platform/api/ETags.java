package org.khue.cloud.platform.api;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.khue.cloud.platform.problem.ProblemException;

/// Versions of records as strong ETags (RFC 9110, section 8.8.3), so that nobody overwrites what
/// they have not seen. The number is the record's version column, which begins with 1 and grows by
/// one with each change.
public final class ETags {
  private static final Pattern TAG = Pattern.compile("\"([0-9]{1,18})\"");

  private ETags() {}

  /// The header's value.
  public static String of(long version) {
    return "\"" + version + "\"";
  }

  /// A record with its version; 304 without a body where `If-None-Match` already names it.
  public static <T> MutableHttpResponse<T> answer(HttpRequest<?> request, T body, long version) {
    String tag = of(version);
    boolean known =
        request.getHeaders().getAll(HttpHeaders.IF_NONE_MATCH).stream()
            .flatMap(header -> Arrays.stream(header.split(",")))
            .map(String::strip)
            .anyMatch(seen -> seen.equals("*") || seen.equals(tag) || seen.equals("W/" + tag));
    MutableHttpResponse<T> response =
        known ? HttpResponse.notModified() : HttpResponse.<T>ok().body(body);
    return response.header(HttpHeaders.ETAG, tag);
  }

  /// The version that the caller has seen, from `If-Match`. The change itself compares it in its
  /// `WHERE`, and says [#stale] when no row had that version.
  ///
  /// @throws ProblemException 428 without the header or with `*`, 412 for what no version of ours
  ///   can be
  public static long seen(HttpRequest<?> request) {
    String header = request.getHeaders().get(HttpHeaders.IF_MATCH);
    if (header == null || header.strip().equals("*")) {
      throw new ProblemException(
          HttpStatus.PRECONDITION_REQUIRED,
          "Send 'If-Match' with the ETag that you got with the record, so that nobody's change is"
              + " overwritten unseen.");
    }
    Matcher matcher = TAG.matcher(header.strip());
    if (!matcher.matches()) {
      throw stale();
    }
    return Long.parseLong(matcher.group(1));
  }

  /// Somebody else changed the record meanwhile.
  public static ProblemException stale() {
    return new ProblemException(
        HttpStatus.PRECONDITION_FAILED,
        "The record was changed by somebody else since you read it. Read it again, then repeat"
            + " your change.");
  }
}
