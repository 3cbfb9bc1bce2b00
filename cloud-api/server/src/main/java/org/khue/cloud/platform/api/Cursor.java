package org.khue.cloud.platform.api;

import io.micronaut.http.HttpStatus;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.khue.cloud.platform.problem.ProblemException;

/// Where a row stands in the order of a list: the values by which the list is sorted, the last of
/// them unique. The page after it is found by comparing (a keyset), so rows that come or go
/// meanwhile move nothing.
///
/// Opaque to callers, and not signed: its values are bound as parameters of a query that sees the
/// caller's rows alone, so a made-up cursor opens nothing.
///
/// @param list name of the list and its order; a cursor of another list is refused
/// @param parts the values as text
public record Cursor(String list, List<String> parts) {
  private static final String SEPARATOR = "\u0000";
  private static final int LONGEST = 2_000;

  public Cursor {
    parts = List.copyOf(parts);
  }

  /// @param parts each is kept as its text; null is not a position
  public static Cursor of(String list, Object... parts) {
    return new Cursor(list, Arrays.stream(parts).map(Object::toString).toList());
  }

  /// As the API shows it.
  public String encoded() {
    String all = list + SEPARATOR + String.join(SEPARATOR, parts);
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(all.getBytes(StandardCharsets.UTF_8));
  }

  static Cursor decode(String text, String list, int parts) {
    if (text.length() > LONGEST) {
      throw refused();
    }
    String all;
    try {
      byte[] bytes = Base64.getUrlDecoder().decode(text);
      all = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (IllegalArgumentException | CharacterCodingException e) {
      throw refused();
    }
    List<String> found = List.of(all.split(SEPARATOR, -1));
    if (found.size() != parts + 1 || !found.getFirst().equals(list)) {
      throw refused();
    }
    return new Cursor(list, found.subList(1, found.size()));
  }

  public String text(int part) {
    return parts.get(part);
  }

  public UUID uuid(int part) {
    return as(part, UUID::fromString);
  }

  public long number(int part) {
    return as(part, Long::parseLong);
  }

  public Instant instant(int part) {
    return as(part, Instant::parse);
  }

  private <T> T as(int part, Function<String, T> parse) {
    try {
      return parse.apply(parts.get(part));
    } catch (IllegalArgumentException | DateTimeException e) {
      throw refused();
    }
  }

  private static ProblemException refused() {
    return new ProblemException(
        HttpStatus.BAD_REQUEST,
        "'cursor' is not one of this list. Take it from 'next' of the page before, or leave it out"
            + " for the first page.");
  }
}
