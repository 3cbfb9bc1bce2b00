package org.khue.gateway.identity;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.khue.contract.CertificateAnswer;
import org.khue.contract.CertificateRequest;
import org.khue.contract.Credentials;
import org.khue.contract.PinHash;
import org.khue.contract.wire.JsonCodec;
import org.khue.contract.wire.WireException;

/// Asks the cloud for certificates over HTTPS. Used rarely, so it holds no connection.
final class CertificateClient {
  private static final Duration CONNECT = Duration.ofSeconds(15);
  private static final Duration ANSWER = Duration.ofSeconds(30);
  private static final int OK = 200;
  private static final int SERVER_FAULT = 500;
  private static final int TOO_MANY = 429;

  private final TrustedTime time;

  CertificateClient(TrustedTime time) {
    this.time = time;
  }

  /// What came of it.
  sealed interface Outcome {
    record Given(Identity identity) implements Outcome {}

    /// The cloud has heard and refuses: asking again the same way is of no use.
    record Refused(String why) implements Outcome {}

    /// To be tried again.
    record Failed(String why) implements Outcome {}
  }

  private record Problem(String detail) {}

  /// @param authority fingerprint of the cloud's root, from the sticker
  Outcome claim(String gateway, URI cloud, String authority, String code, KeyPair keys) {
    byte[] body = body(gateway, keys);
    return ask(
        gateway,
        cloud,
        authority,
        "/claim",
        Credentials.CLAIM + " " + code.strip(),
        body,
        keys,
        null);
  }

  /// Asks for a certificate of another key, signed for by the present one.
  Outcome renew(Identity present, KeyPair next) {
    byte[] body = body(present.gateway(), next);
    String proof = present.own().getSerialNumber().toString(16) + ":" + signed(present, body);
    return ask(
        present.gateway(),
        present.cloud(),
        CloudTrust.fingerprint(present.root()),
        "/certificate",
        Credentials.CERTIFICATE + " " + proof,
        body,
        next,
        present.pin());
  }

  private Outcome ask(
      String gateway,
      URI cloud,
      String authority,
      String path,
      String authorization,
      byte[] body,
      KeyPair keys,
      @Nullable String pin) {
    URI uri = URI.create(cloud + "/api/v1/gateways/" + gateway + path);
    HttpResponse<byte[]> answer;
    try (HttpClient client = client(authority)) {
      HttpRequest request =
          HttpRequest.newBuilder(uri)
              .timeout(ANSWER)
              .header("Authorization", authorization)
              .header("Content-Type", "application/json")
              .header("Accept", "application/json")
              .POST(HttpRequest.BodyPublishers.ofByteArray(body))
              .build();
      answer = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
      client.shutdownNow();
    } catch (IOException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      return new Outcome.Failed("the cloud at " + cloud + " is not reached: " + cause);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Outcome.Failed("interrupted");
    }
    if (answer.statusCode() != OK) {
      String why = "the cloud at " + cloud + " answers: " + detail(answer);
      boolean passing = answer.statusCode() >= SERVER_FAULT || answer.statusCode() == TOO_MANY;
      return passing ? new Outcome.Failed(why) : new Outcome.Refused(why);
    }
    try {
      CertificateAnswer given = JsonCodec.read(answer.body(), CertificateAnswer.class);
      Instant now = Instant.ofEpochMilli(given.timeMillis());
      List<X509Certificate> chain = Pem.chain(given.chain());
      time.learn(now);
      check(gateway, authority, chain, keys);
      return new Outcome.Given(
          new Identity(
              gateway,
              cloud,
              given.mqtt(),
              now,
              keys.getPrivate(),
              chain,
              given.pin() == null ? pin : new PinHash(given.pin()).text(),
              courier(given)));
    } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
      return new Outcome.Failed(
          "the cloud at " + cloud + " gave a certificate that is of no use: " + e.getMessage());
    }
  }

  /// Checked when it is used; clouds of earlier versions tell none.
  private static List<X509Certificate> courier(CertificateAnswer given) throws IOException {
    String courier = given.courier();
    return courier == null ? List.of() : Pem.chain(courier);
  }

  /// It must be ours, and lead up to the authority of the sticker.
  private void check(String gateway, String authority, List<X509Certificate> chain, KeyPair keys)
      throws GeneralSecurityException, IOException {
    X509Certificate root = chain.getLast();
    if (!CloudTrust.fingerprint(root).equals(authority)) {
      throw new IOException(
          "it leads up to the certificate "
              + CloudTrust.fingerprint(root)
              + ", the sticker says "
              + authority);
    }
    X509Certificate own = chain.getFirst();
    if (!own.getPublicKey().equals(keys.getPublic())
        || !own.getSubjectX500Principal().getName().equals("CN=" + gateway)) {
      throw new IOException("it is not for this gateway's key");
    }
    CloudTrust.requirePath(chain, time);
  }

  private HttpClient client(String authority) {
    return HttpClient.newBuilder()
        .sslContext(CloudTrust.https(authority, time))
        .connectTimeout(CONNECT)
        .version(HttpClient.Version.HTTP_1_1)
        .build();
  }

  private static byte[] body(String gateway, KeyPair keys) {
    return JsonCodec.write(new CertificateRequest(KeyRequest.of(gateway, keys)));
  }

  private static String signed(Identity present, byte[] body) {
    return Base64.getEncoder().encodeToString(present.sign(body));
  }

  private static String detail(HttpResponse<byte[]> answer) {
    try {
      return JsonCodec.read(answer.body(), Problem.class).detail();
    } catch (WireException e) {
      String text = new String(answer.body(), StandardCharsets.UTF_8).strip();
      return "status " + answer.statusCode() + (text.length() > 200 ? "" : " " + text);
    }
  }
}
