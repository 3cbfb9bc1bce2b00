package org.khue.cloud.fleet.identity;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.RequestBean;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Operation;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.khue.cloud.platform.api.Cursor;
import org.khue.cloud.platform.api.Page;
import org.khue.cloud.platform.api.Paging;
import org.khue.cloud.platform.security.Needs;

/// Claim codes and certificates of gateways, for programs.
@Controller("/api/v1")
@ExecuteOn(TaskExecutors.BLOCKING)
final class ClaimApi {
  private static final String NEWEST = "gateway-claims.newest";
  private static final int HOURS = 72;

  private final Claims claims;
  private final Revocations revocations;
  private final Sticker stickers;

  ClaimApi(Claims claims, Revocations revocations, Sticker stickers) {
    this.claims = claims;
    this.revocations = revocations;
    this.stickers = stickers;
  }

  /// @param hours how long the code is good, 72 when absent
  record NewClaim(String gateway, UUID unit, @Nullable Integer hours) {}

  /// What the sticker shows.
  ///
  /// @param code told this once
  /// @param pin of the gateway's own pages, told this once
  /// @param authority SHA-256 of the certificate to trust
  record MadeClaim(
      UUID id,
      String gateway,
      String code,
      String pin,
      String cloud,
      String authority,
      Instant expiresAt) {
    /// Without code and PIN.
    @Override
    public String toString() {
      return "MadeClaim[" + gateway + "]";
    }
  }

  /// @param reason in words
  record Revocation(String reason) {}

  @Post("/gateway-claims")
  @Operation(summary = "Makes a one-time code for a new gateway")
  @Needs(Claims.RIGHT)
  HttpResponse<MadeClaim> make(HttpRequest<?> request, @Body NewClaim body) {
    int hours = body.hours() == null ? HOURS : body.hours();
    Claims.Made made = claims.make(body.gateway(), body.unit(), Duration.ofHours(hours));
    Claim claim = made.claim();
    return HttpResponse.created(
        new MadeClaim(
            claim.id(),
            claim.gateway(),
            made.code(),
            made.pin(),
            stickers.cloud(request),
            made.authority(),
            claim.expiresAt()));
  }

  @Get("/gateway-claims")
  @Operation(summary = "Claim codes, the newest first, without the codes themselves")
  @Needs(Claims.RIGHT)
  Page<Claim> list(@RequestBean Paging paging) {
    List<Claim> found =
        paging
            .after(NEWEST, 1)
            .map(cursor -> claims.after(cursor.uuid(0), paging.fetch()))
            .orElseGet(() -> claims.newest(paging.fetch()));
    return Page.of(found, paging, claim -> Cursor.of(NEWEST, claim.id()));
  }

  @Delete("/gateway-claims/{id}")
  @Operation(summary = "Withdraws a code that was not used")
  @Needs(Claims.RIGHT)
  HttpResponse<?> withdraw(@PathVariable UUID id) {
    claims.withdraw(id);
    return HttpResponse.noContent();
  }

  @Get("/gateways/{id}/certificates")
  @Operation(summary = "Certificates that a gateway was given, the newest first")
  @Needs("gateways.see")
  Page<Issued> certificates(@PathVariable String id) {
    return new Page<>(revocations.of(id), null);
  }

  @Post("/gateways/{id}/revocation")
  @Operation(summary = "Revokes a gateway's certificates and ends its connection")
  @Needs(Revocations.RIGHT)
  HttpResponse<?> revoke(@PathVariable String id, @Body Revocation body) {
    revocations.revoke(id, body.reason());
    return HttpResponse.noContent();
  }
}
