package org.khue.cloud.fleet.identity;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.io.IOException;
import java.time.Clock;
import java.util.Base64;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.khue.cloud.platform.problem.ProblemException;
import org.khue.cloud.platform.security.GuessLimit;
import org.khue.cloud.platform.security.MachineAccess;
import org.khue.cloud.telemetry.GatewayDoor;
import org.khue.contract.CertificateAnswer;
import org.khue.contract.CertificateRequest;
import org.khue.contract.Credentials;
import org.khue.contract.wire.JsonCodec;
import org.khue.contract.wire.WireException;

/// Where gateways get their certificates.
@Controller("/api/v1/gateways/{id}")
@ExecuteOn(TaskExecutors.BLOCKING)
final class MachineController {
  private static final Set<HttpStatus> GUESSES =
      Set.of(HttpStatus.UNAUTHORIZED, HttpStatus.FORBIDDEN);

  private final Claiming claiming;
  private final Renewing renewing;
  private final AuthorityHolder authority;
  private final AuthoritySettings settings;
  private final GatewayDoor door;
  private final GuessLimit limit;
  private final Clock clock;

  MachineController(
      Claiming claiming,
      Renewing renewing,
      AuthorityHolder authority,
      AuthoritySettings settings,
      GatewayDoor door,
      GuessLimit limit,
      Clock clock) {
    this.claiming = claiming;
    this.renewing = renewing;
    this.authority = authority;
    this.settings = settings;
    this.door = door;
    this.limit = limit;
    this.clock = clock;
  }

  @Post("/claim")
  @Operation(summary = "Gives a gateway its first certificate for a claim code")
  @ApiResponse(responseCode = "200", description = "the certificate and where to connect with it")
  @Consumes(MediaType.ALL)
  @MachineAccess(MachineAccess.Credential.GATEWAY_PROOF)
  HttpResponse<byte[]> claim(HttpRequest<?> request, @PathVariable String id, @Body byte[] body) {
    String code = credential(request, Credentials.CLAIM);
    KeyRequest key = KeyRequest.read(read(body).pkcs10());
    Claiming.Claimed claimed = guarded(request, () -> claiming.claim(id, code, key));
    return answer(claimed.issued(), claimed.pinHash());
  }

  @Post("/certificate")
  @Operation(summary = "Renews a gateway's certificate, signed for by its present key")
  @ApiResponse(responseCode = "200", description = "the certificate and where to connect with it")
  @Consumes(MediaType.ALL)
  @MachineAccess(MachineAccess.Credential.GATEWAY_PROOF)
  HttpResponse<byte[]> renew(HttpRequest<?> request, @PathVariable String id, @Body byte[] body) {
    String[] proof = credential(request, Credentials.CERTIFICATE).split(":", 2);
    byte[] signature;
    try {
      signature = Base64.getDecoder().decode(proof[proof.length - 1]);
    } catch (IllegalArgumentException e) {
      throw malformed(Credentials.CERTIFICATE);
    }
    KeyRequest key = KeyRequest.read(read(body).pkcs10());
    Issued issued = guarded(request, () -> renewing.renew(id, proof[0], signature, body, key));
    return answer(issued, null);
  }

  /// Slows whoever guesses, by address.
  private <T> T guarded(HttpRequest<?> request, Supplier<T> work) {
    String source = "gateway|" + request.getRemoteAddress().getAddress().getHostAddress();
    if (!limit.mayTry(source)) {
      throw new ProblemException(
          HttpStatus.TOO_MANY_REQUESTS,
          "Too many wrong codes from this address; try again in a minute.");
    }
    try {
      return work.get();
    } catch (ProblemException e) {
      if (GUESSES.contains(e.status())) {
        limit.failed(source);
      }
      throw e;
    }
  }

  private HttpResponse<byte[]> answer(Issued issued, @Nullable String pinHash) {
    Authority open = authority.get();
    String mqtt =
        settings.mqttUrl() == null ? "ssl://127.0.0.1:" + door.tlsPort() : settings.mqttUrl();
    try {
      String chain =
          AuthorityFiles.pem(issued.certificate())
              + AuthorityFiles.pem(open.intermediate())
              + AuthorityFiles.pem(open.root());
      String courier = AuthorityFiles.pem(open.courier().certificate()) + open.above();
      return HttpResponse.ok(
              JsonCodec.write(new CertificateAnswer(chain, mqtt, clock.millis(), pinHash, courier)))
          .contentType(MediaType.APPLICATION_JSON_TYPE);
    } catch (IOException e) {
      throw new IllegalStateException("writing to memory does not fail", e);
    }
  }

  private static CertificateRequest read(byte[] body) {
    try {
      return JsonCodec.read(body, CertificateRequest.class);
    } catch (WireException e) {
      throw new ProblemException(
          HttpStatus.BAD_REQUEST, "The body is no certification request: " + e.getMessage());
    }
  }

  private static String credential(HttpRequest<?> request, String scheme) {
    String header = request.getHeaders().get(HttpHeaders.AUTHORIZATION, String.class, "");
    if (!header.startsWith(scheme + " ")) {
      throw malformed(scheme);
    }
    return header.substring(scheme.length() + 1).strip();
  }

  private static ProblemException malformed(String scheme) {
    return new ProblemException(
        HttpStatus.UNAUTHORIZED, "Send the header 'Authorization: " + scheme + " …'.");
  }
}
