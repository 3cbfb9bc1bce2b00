package org.khue.gateway.uplink;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.khue.contract.Credentials;
import org.khue.contract.SignedRequest;
import org.khue.contract.SignedRequest.What;
import org.khue.contract.wire.JsonCodec;
import org.khue.contract.wire.WireException;
import org.khue.gateway.clock.GatewayClock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One signed request to the cloud after the other. Signs with the cloud's time as far as one of
/// its answers has told it, so a wrong clock of this gateway costs one request and no more.
final class HttpsExchange implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(HttpsExchange.class);
  private static final Duration GOODBYE = Duration.ofSeconds(2);
  private static final long LONGEST_ANSWER = 4L * 1024 * 1024;
  private static final Duration USUAL_WAIT = Duration.ofSeconds(5);
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(2);

  private final UplinkSettings settings;
  private final GatewayClock clock;
  private final Duration answerWithin;
  private @Nullable HttpClient client;
  private @Nullable HttpsAccess clientOf;
  private volatile @Nullable Long cloudAheadMillis;

  HttpsExchange(UplinkSettings settings, GatewayClock clock) {
    this.settings = settings;
    this.clock = clock;
    // The cloud answers 503 when a batch could not be committed within 30 s.
    this.answerWithin = settings.ackTimeout().plus(Duration.ofSeconds(25));
  }

  /// What came of a request.
  sealed interface Outcome {
    record Answered(byte[] body) implements Outcome {}

    /// The cloud, or what stands before it, asks for patience.
    record Wait(Duration time, String why) implements Outcome {}

    record TooLarge(String why) implements Outcome {}

    /// The cloud does not take this gateway for what it says it is.
    record Unauthorised(String why) implements Outcome {}

    record Failed(String why) implements Outcome {}
  }

  private record Problem(String detail) {}

  Outcome post(What what, byte[] body) throws InterruptedException {
    HttpsAccess access = settings.access().https();
    if (access == null) {
      return new Outcome.Failed("there is no certificate yet to go over HTTPS with");
    }
    HttpResponse<byte[]> answer;
    try {
      answer = send(access, what, body);
      if (answer.statusCode() == 401 && learn(answer.headers())) {
        answer = send(access, what, body);
      }
    } catch (IOException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      return new Outcome.Failed("cannot reach the cloud at " + access.cloud() + ": " + cause);
    }
    learn(answer.headers());
    return judged(access, answer);
  }

  /// Sends a last state, within two seconds.
  void goodbye(byte[] state) {
    Thread thread =
        Thread.ofVirtual()
            .start(() -> {
              try {
                post(What.STATE, state);
              } catch (InterruptedException e) {
                LOG.debug("No goodbye to the cloud", e);
              }
            });
    try {
      if (!thread.join(GOODBYE)) {
        thread.interrupt();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private HttpResponse<byte[]> send(HttpsAccess access, What what, byte[] body)
      throws IOException, InterruptedException {
    long time = nowMillis();
    byte[] signature = access.sign(SignedRequest.content(settings.gateway(), what, time, body));
    String proof =
        access.serial() + ":" + time + ":" + Base64.getEncoder().encodeToString(signature);
    HttpRequest request =
        HttpRequest.newBuilder(
                URI.create(
                    access.cloud() + "/api/v1/gateways/" + settings.gateway() + "/" + what.path()))
            .timeout(answerWithin)
            .header("Authorization", Credentials.SIGNED + " " + proof)
            .header("Content-Type", "application/octet-stream")
            .header("Accept", "application/json")
            .POST(HttpRequest.BodyPublishers.ofByteArray(body))
            .build();
    return client(access)
        .send(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), LONGEST_ANSWER));
  }

  private long nowMillis() {
    Long ahead = cloudAheadMillis;
    return ahead == null
        ? clock.time().wallMicros() / 1_000
        : clock.time().monotonicMicros() / 1_000 + ahead;
  }

  /// @return whether the time that was signed was another
  private boolean learn(HttpHeaders headers) {
    String told = headers.firstValue(SignedRequest.TIME).orElse("");
    if (!told.matches("[0-9]{1,15}")) {
      return false;
    }
    long cloud = Long.parseLong(told);
    boolean wrong = Math.abs(cloud - nowMillis()) > SignedRequest.WITHIN_MILLIS / 2;
    cloudAheadMillis = cloud - clock.time().monotonicMicros() / 1_000;
    return wrong;
  }

  private Outcome judged(HttpsAccess access, HttpResponse<byte[]> answer) {
    int status = answer.statusCode();
    String type = answer.headers().firstValue("Content-Type").orElse("no content type");
    boolean ours = type.startsWith("application/") && type.contains("json");
    if (status == 503 || status == 429) {
      return new Outcome.Wait(wait(answer.headers()), "the cloud cannot keep up just now");
    } else if (status == 413) {
      return new Outcome.TooLarge("the way to the cloud takes no request of that size");
    } else if (!ours) {
      return new Outcome.Failed(
          "something else than the cloud answers at "
              + access.cloud()
              + " (status "
              + status
              + ", "
              + type
              + "), such as a proxy or a sign-in page: let this gateway through to the cloud");
    } else if (status == 200) {
      return new Outcome.Answered(answer.body());
    } else if (status == 401 || status == 403) {
      return new Outcome.Unauthorised(detail(answer));
    }
    return new Outcome.Failed("the cloud at " + access.cloud() + " answers: " + detail(answer));
  }

  private static Duration wait(HttpHeaders headers) {
    String after = headers.firstValue("Retry-After").orElse("");
    if (!after.matches("[0-9]{1,6}")) {
      return USUAL_WAIT;
    }
    Duration asked = Duration.ofSeconds(Math.max(1, Long.parseLong(after)));
    return asked.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : asked;
  }

  private static String detail(HttpResponse<byte[]> answer) {
    try {
      return JsonCodec.read(answer.body(), Problem.class).detail();
    } catch (WireException e) {
      return "status " + answer.statusCode();
    }
  }

  private synchronized HttpClient client(HttpsAccess access) {
    HttpClient known = client;
    if (known != null && clientOf == access) {
      return known;
    }
    close();
    HttpClient made =
        HttpClient.newBuilder()
            .sslContext(access.tls())
            .connectTimeout(settings.connectTimeout())
            .version(HttpClient.Version.HTTP_1_1)
            .executor(Executors.newVirtualThreadPerTaskExecutor())
            .build();
    client = made;
    clientOf = access;
    return made;
  }

  @Override
  public synchronized void close() {
    if (client != null) {
      client.shutdownNow();
      client = null;
    }
  }
}
