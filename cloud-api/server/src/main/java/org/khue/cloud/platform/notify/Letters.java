package org.khue.cloud.platform.notify;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.khue.web.i18n.Messages;
import org.khue.web.i18n.Text;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Sends [Letter]s at once, at any hour. They wait in memory alone, and are lost when the program
/// stops: whoever asked for one asks again. Everything else that people are told is a [Notice].
@Singleton
public final class Letters {
  private static final Logger LOG = LoggerFactory.getLogger(Letters.class);
  private static final int MOST_WAITING = 200;
  private static final int TRIES = 2;

  private final @Nullable Channel email;
  private final Messages messages;
  private final NotifySettings settings;
  private final Clock clock;
  private final ThreadPoolExecutor postman =
      new ThreadPoolExecutor(
          1,
          1,
          1,
          TimeUnit.MINUTES,
          new ArrayBlockingQueue<>(MOST_WAITING),
          Thread.ofPlatform().daemon().name("letters-", 0).factory());

  Letters(List<Channel> channels, Messages messages, NotifySettings settings, Clock clock) {
    this.email =
        channels.stream()
            .filter(channel -> channel.name().equals(EmailChannel.NAME))
            .findFirst()
            .orElse(null);
    this.messages = messages;
    this.settings = settings;
    this.clock = clock;
  }

  /// Whether a mail server is set up.
  public boolean work() {
    return email != null;
  }

  /// Sends what the work gives, after this has returned: how long it takes to find out whether
  /// there is anything to send is not seen by whoever asked.
  ///
  /// @return false when too much waits already
  public boolean offer(Supplier<List<Letter>> work) {
    try {
      postman.execute(() -> send(work));
      return true;
    } catch (RejectedExecutionException e) {
      return false;
    }
  }

  private void send(Supplier<List<Letter>> work) {
    try {
      work.get().forEach(this::send);
    } catch (RuntimeException e) {
      LOG.warn("A letter was not written: {}", e.getClass().getSimpleName());
    }
  }

  private void send(Letter letter) {
    if (email == null) {
      return;
    }
    Text text = new Text(messages, letter.language(), settings.zone(), clock.instant());
    Channel.Message message =
        new Channel.Message(
            UUID.randomUUID(),
            letter.address(),
            NoticeLine.words(text, letter.titleKey(), letter.args()),
            NoticeLine.words(text, letter.bodyKey(), letter.args()),
            settings.site() + letter.href());
    for (int made = 0; made < TRIES; made++) {
      switch (email.send(message)) {
        case Channel.Outcome.Sent _ -> {
          return;
        }
        case Channel.Outcome.Refused refused -> {
          LOG.warn("A letter was refused by the mail server: {}", refused.fault());
          return;
        }
        case Channel.Outcome.Later later ->
            LOG.warn("A letter did not leave, try {} of {}: {}", made + 1, TRIES, later.fault());
      }
    }
  }

  @PreDestroy
  void close() {
    postman.shutdownNow();
  }
}
