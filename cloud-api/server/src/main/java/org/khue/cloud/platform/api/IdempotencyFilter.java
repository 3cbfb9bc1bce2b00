package org.khue.cloud.platform.api;

import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.khue.cloud.platform.db.DatabaseException;
import org.khue.cloud.platform.problem.Problem;
import org.khue.cloud.platform.problem.ProblemException;
import org.khue.cloud.platform.security.Acting;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Lets a `POST` that is sent twice take effect once: a program sends the header `Idempotency-Key`,
/// a form the hidden field `idempotency-key`. The second one gets the answer of the first. A
/// request that was refused (4xx) or failed (5xx) took no effect and may be sent again under its
/// key.
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
final class IdempotencyFilter implements Ordered {
  static final String HEADER = "Idempotency-Key";

  /// After the filters that know who asks.
  private static final int ORDER = 100;

  private static final Logger LOG = LoggerFactory.getLogger(IdempotencyFilter.class);
  private static final String ATTRIBUTE = "khue.idempotency";
  private static final Pattern KEY = Pattern.compile("[!-~]{8,128}");
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);
  private static final Duration LOOK = Duration.ofMillis(100);

  /// A first request that is under way.
  private record Attempt(Acting acting, String key) {
    UUID account() {
      return acting.caller().account();
    }
  }

  private final IdempotencyStore store;
  private final Answers answers;
  private final Clock clock;

  IdempotencyFilter(IdempotencyStore store, Answers answers, Clock clock) {
    this.store = store;
    this.answers = answers;
    this.clock = clock;
  }

  @Override
  public int getOrder() {
    return ORDER;
  }

  @RequestFilter
  @ExecuteOn(TaskExecutors.BLOCKING)
  @Nullable HttpResponse<?> before(HttpRequest<?> request) {
    Acting acting = Acting.of(request).orElse(null);
    if (acting == null || !request.getMethodName().equals("POST")) {
      return null;
    }
    String header = request.getHeaders().get(HEADER);
    if (header == null && !RequestBytes.isForm(request)) {
      return null;
    }
    byte[] body = RequestBytes.of(request);
    String key = header == null ? RequestBytes.field(body, "idempotency-key") : header;
    if (key == null) {
      return null;
    }
    if (!KEY.matcher(key).matches()) {
      throw new ProblemException(
          HttpStatus.BAD_REQUEST,
          "An idempotency key is 8 to 128 visible ASCII characters, such as a random UUID.");
    }
    Attempt attempt = new Attempt(acting, key);
    Claim claim = acting.call(() -> claim(attempt, request, body));
    return switch (claim) {
      case Claim.First first -> {
        request.setAttribute(ATTRIBUTE, attempt);
        yield null;
      }
      case Claim.Answered(StoredAnswer answer) -> answer.again();
      case Claim.OtherRequest other ->
          throw new ProblemException(
              HttpStatus.UNPROCESSABLE_ENTITY,
              "This idempotency key was used for another request. Take a new one for each request.");
      case Claim.Running running ->
          Problem.response(
                  HttpStatus.CONFLICT,
                  "The first request with this idempotency key still runs. Send it again in some"
                      + " seconds.")
              .header("Retry-After", "5");
      case Claim.Broken broken ->
          throw new ProblemException(
              HttpStatus.CONFLICT,
              "The first request with this idempotency key never ended: the server was stopped"
                  + " meanwhile. Look whether it took effect; if not, send it with a new key.");
      case Claim.AnswerGone gone ->
          throw new ProblemException(
              HttpStatus.CONFLICT,
              "The request with this idempotency key took effect; its answer is not kept any more."
                  + " Read the record instead.");
    };
  }

  /// A second one waits for the first, so that a double click shows the result.
  private Claim claim(Attempt attempt, HttpRequest<?> request, byte[] body) {
    String route = request.getMethodName() + " " + request.getPath();
    byte[] hash = RequestBytes.hash(request, body);
    for (Duration waited = Duration.ZERO; ; waited = waited.plus(LOOK)) {
      Claim claim = store.claim(attempt.account(), attempt.key(), route, hash, clock.instant());
      if (!(claim instanceof Claim.Running) || waited.compareTo(LONGEST_WAIT) >= 0) {
        return claim;
      }
      LockSupport.parkNanos(LOOK.toNanos());
    }
  }

  @ResponseFilter
  @ExecuteOn(TaskExecutors.BLOCKING)
  void after(HttpRequest<?> request, HttpResponse<?> response) {
    Attempt attempt = request.getAttribute(ATTRIBUTE, Attempt.class).orElse(null);
    if (attempt == null) {
      return;
    }
    try {
      attempt
          .acting()
          .run(() -> {
            if (response.code() >= HttpStatus.BAD_REQUEST.getCode()) {
              store.release(attempt.account(), attempt.key());
            } else {
              store.answered(
                  attempt.account(), attempt.key(), answers.kept(response), clock.instant());
            }
          });
    } catch (DatabaseException e) {
      // The request itself is done; only a repetition will be told that its end is unknown.
      LOG.warn("an answer could not be kept for its idempotency key: {}", e.getMessage());
    }
  }
}
