package org.khue.cloud.platform.security;

import io.micronaut.core.annotation.Order;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.web.router.RouteAttributes;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import org.khue.cloud.platform.problem.Problem;

/// Checks the credential of routes marked with [MachineAccess], before anything else sees the
/// request.
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
@Order(-100)
final class MachineAccessFilter {
  private static final String PROOF = "Khue-";
  private static final String SIGNED = "Khue-Signed ";

  private final ApiTokens tokens;
  private final GatewaySecrets gateways;
  private final GuessLimit limit;

  MachineAccessFilter(ApiTokens tokens, GatewaySecrets gateways, GuessLimit limit) {
    this.tokens = tokens;
    this.gateways = gateways;
    this.limit = limit;
  }

  @RequestFilter
  @Nullable MutableHttpResponse<?> check(HttpRequest<?> request) {
    MachineAccess.Credential wanted = MachineRoutes.credentialFor(request).orElse(null);
    if (wanted == null) {
      return null;
    }
    String source = request.getRemoteAddress().getAddress().getHostAddress();
    if (!limit.mayTry(source)) {
      return Problem.response(
          HttpStatus.TOO_MANY_REQUESTS,
          "Too many wrong credentials from this address; try again in a minute.");
    }
    String header = request.getHeaders().get(HttpHeaders.AUTHORIZATION);
    boolean allowed =
        switch (wanted) {
          case READ_TOKEN -> tokens.allows(header, ApiTokens.Scope.READ);
          case LEDGER_TOKEN -> tokens.allows(header, ApiTokens.Scope.LEDGER);
          case METRICS_TOKEN -> tokens.allows(header, ApiTokens.Scope.METRICS);
          case GATEWAY -> isSigned(header) || isGateway(request, header);
          case GATEWAY_PROOF -> header != null && header.startsWith(PROOF);
        };
    if (allowed && (wanted == MachineAccess.Credential.GATEWAY_PROOF || isSigned(header))) {
      return null; // not known to be right yet
    }
    if (allowed) {
      limit.succeeded(source);
      return null;
    }
    if (header != null) {
      limit.failed(source); // who shows nothing guesses nothing
    }
    String scheme =
        switch (wanted) {
          case READ_TOKEN, LEDGER_TOKEN, METRICS_TOKEN -> "Bearer";
          case GATEWAY -> "Basic";
          case GATEWAY_PROOF -> "Khue-Certificate";
        };
    return Problem.response(
            HttpStatus.UNAUTHORIZED,
            "This address needs a valid credential: send 'Authorization: " + scheme + " …'.")
        .header(HttpHeaders.WWW_AUTHENTICATE, scheme + " realm=\"khue\"");
  }

  private static boolean isSigned(@Nullable String header) {
    return header != null && header.startsWith(SIGNED);
  }

  private boolean isGateway(HttpRequest<?> request, @Nullable String header) {
    if (header == null || !header.regionMatches(true, 0, "Basic ", 0, 6)) {
      return false;
    }
    byte[] pair;
    try {
      pair = Base64.getDecoder().decode(header.substring(6).strip());
    } catch (IllegalArgumentException e) {
      return false;
    }
    int colon = 0;
    while (colon < pair.length && pair[colon] != ':') {
      colon++;
    }
    if (colon == pair.length) {
      return false;
    }
    String id = new String(pair, 0, colon, StandardCharsets.UTF_8);
    boolean own =
        RouteAttributes.getRouteMatch(request)
            .map(route -> id.equals(route.getVariableValues().get("id")))
            .orElse(false);
    return gateways.matches(id, Arrays.copyOfRange(pair, colon + 1, pair.length)) && own;
  }
}
