package org.khue.cloud.platform.security;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micronaut.context.annotation.Property;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.khue.cloud.platform.files.WatchedFile;

/// The bearer tokens of the API, from the file `khue.tokens-file`: a JSON object of scope and
/// token. The file is read again when it changes. Without a file, or without a token for a scope,
/// nobody gets in.
@Singleton
public final class ApiTokens {
  private static final String BEARER = "Bearer ";
  private static final int SHORTEST_TOKEN = 16;

  /// What a token allows. In the file: the name in lower case.
  public enum Scope {
    /// Reading telemetry.
    READ,
    /// Reporting what the simulator sent.
    LEDGER,
    /// Reading the program's own figures.
    METRICS
  }

  private final WatchedFile<Map<String, String>> tokens;

  public ApiTokens(@Nullable @Property(name = "khue.tokens-file") Path file, ObjectMapper json) {
    tokens =
        new WatchedFile<>(
            file, Map.of(), bytes -> Map.copyOf(json.readValue(bytes, new TypeReference<>() {})));
  }

  /// Whether the `Authorization` header carries the scope's token (RFC 6750). Takes the same time
  /// for every wrong token.
  public boolean allows(@Nullable String authorization, Scope scope) {
    String token = tokens.get().get(scope.name().toLowerCase(Locale.ROOT));
    if (token == null || token.length() < SHORTEST_TOKEN || authorization == null) {
      return false;
    }
    boolean bearer = authorization.regionMatches(true, 0, BEARER, 0, BEARER.length());
    String shown = bearer ? authorization.substring(BEARER.length()).strip() : "";
    return MessageDigest.isEqual(
        Sha256.of(token.getBytes(StandardCharsets.UTF_8)),
        Sha256.of(shown.getBytes(StandardCharsets.UTF_8)));
  }
}
