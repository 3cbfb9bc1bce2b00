package org.khue.cloud.telemetry.internal.api;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import jakarta.inject.Singleton;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import org.khue.cloud.platform.problem.Problem;
import org.khue.cloud.platform.security.GuessLimit;
import org.khue.cloud.telemetry.GatewayCertificates;
import org.khue.cloud.telemetry.GatewayCertificates.Standing;
import org.khue.contract.Credentials;
import org.khue.contract.SignedRequest;

/// Judges what gateways sign over HTTPS, as the MQTT endpoint judges the certificates that it is
/// shown. A request with a secret was judged before it came here.
@Singleton
final class SignedRequests {
  private final GatewayCertificates certificates;
  private final GuessLimit limit;
  private final Clock clock;

  SignedRequests(GatewayCertificates certificates, GuessLimit limit, Clock clock) {
    this.certificates = certificates;
    this.limit = limit;
    this.clock = clock;
  }

  private record Claimed(String serial, long timeMillis, byte[] signature) {}

  /// Why the request is refused; null if it is not.
  @Nullable HttpResponse<Problem> refusal(
      HttpRequest<?> request, String gateway, SignedRequest.What what, byte[] body) {
    String header = request.getHeaders().get(HttpHeaders.AUTHORIZATION, String.class, "");
    if (!header.startsWith(Credentials.SIGNED + " ")) {
      return null;
    }
    String source =
        "signed|" + request.getRemoteAddress().getAddress().getHostAddress() + "|" + gateway;
    if (!limit.mayTry(source)) {
      return refused(
          HttpStatus.TOO_MANY_REQUESTS,
          "Too many wrong signatures from this address; try again in a minute.");
    }
    Claimed claimed = claimed(header.substring(Credentials.SIGNED.length()).strip());
    X509Certificate certificate =
        claimed == null ? null : certificates.bySerial(claimed.serial()).orElse(null);
    if (claimed == null
        || certificate == null
        || !isSigned(certificate, gateway, what, claimed, body)) {
      limit.failed(source);
      return stranger();
    }
    return switch (certificates.standing(certificate)) {
      case Standing.Unknown() -> stranger();
      case Standing.Revoked(String _) ->
          refused(
              HttpStatus.FORBIDDEN,
              "This gateway's certificate was revoked: make a new claim code and claim it again.");
      case Standing.Expired(String _) ->
          refused(
              HttpStatus.UNAUTHORIZED,
              "This gateway's certificate has ended: it has to be renewed.");
      case Standing.Good(String owner, var _) ->
          owner.equals(gateway) ? late(claimed.timeMillis()) : stranger();
    };
  }

  /// The gateway learns the right time from the answer and sends again.
  private @Nullable HttpResponse<Problem> late(long timeMillis) {
    long now = clock.millis();
    return timeMillis >= now - SignedRequest.WITHIN_MILLIS
            && timeMillis <= now + SignedRequest.WITHIN_MILLIS
        ? null
        : refused(
            HttpStatus.UNAUTHORIZED,
            "The request was signed at another time than now: take the time of the header "
                + SignedRequest.TIME
                + ".");
  }

  private HttpResponse<Problem> stranger() {
    return refused(
        HttpStatus.UNAUTHORIZED,
        "The request is not signed by a certificate of this gateway. Claim the gateway again with a"
            + " new code.");
  }

  private HttpResponse<Problem> refused(HttpStatus status, String why) {
    return Problem.response(status, why).header(SignedRequest.TIME, Long.toString(clock.millis()));
  }

  private static @Nullable Claimed claimed(String value) {
    String[] parts = value.split(":", 3);
    try {
      return parts.length < 3
          ? null
          : new Claimed(parts[0], Long.parseLong(parts[1]), Base64.getDecoder().decode(parts[2]));
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  private static boolean isSigned(
      X509Certificate certificate,
      String gateway,
      SignedRequest.What what,
      Claimed claimed,
      byte[] body) {
    try {
      Signature verifier = Signature.getInstance("SHA256withECDSA");
      verifier.initVerify(certificate.getPublicKey());
      verifier.update(SignedRequest.content(gateway, what, claimed.timeMillis(), body));
      return verifier.verify(claimed.signature());
    } catch (GeneralSecurityException e) {
      return false;
    }
  }
}
