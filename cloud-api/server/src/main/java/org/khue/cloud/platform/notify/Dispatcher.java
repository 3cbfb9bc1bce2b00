package org.khue.cloud.platform.notify;

import io.micronaut.context.annotation.Context;
import jakarta.annotation.PreDestroy;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.khue.cloud.platform.db.Database;
import org.khue.cloud.platform.db.DatabaseException;
import org.khue.web.i18n.Messages;
import org.khue.web.i18n.Text;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Brings notices to people outside this program.
///
/// A notice that is not read yet goes down the list of channels, free ones first, until one takes
/// it. Between taking a notice from the table and noting what became of it, the notice is on lease:
/// if this process dies there, it is sent once more, with the same id.
@Context
final class Dispatcher {
  private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);
  private static final Duration LEASE = Duration.ofMinutes(5);
  private static final Duration LONGEST_PAUSE = Duration.ofHours(1);
  private static final Duration END_LIMIT = Duration.ofSeconds(10);
  private static final int MOST_AT_ONCE = 20;

  private final NoticeStore notices;
  private final DataSource source;
  private final List<Channel> channels;
  private final @Nullable ContactBook contacts;
  private final Messages messages;
  private final Clock clock;
  private final NotifySettings settings;
  private final QuietHours quiet;
  private final CountDownLatch stopped = new CountDownLatch(1);
  private final Thread thread = Thread.ofVirtual().name("notices").unstarted(this::loop);

  Dispatcher(
      NoticeStore notices,
      Database database,
      List<Channel> channels,
      @Nullable ContactBook contacts,
      Messages messages,
      Clock clock,
      NotifySettings settings) {
    this.notices = notices;
    this.source = database.systemSource();
    this.channels =
        channels.stream()
            .sorted(
                Comparator.comparing(Channel::paid)
                    .thenComparing(Channel::order)
                    .thenComparing(Channel::name))
            .toList();
    this.contacts = contacts;
    this.messages = messages;
    this.clock = clock;
    this.settings = settings;
    this.quiet = new QuietHours(settings.quietFrom(), settings.quietTo(), settings.zone());
    thread.start();
  }

  private void loop() {
    try {
      while (!stopped.await(settings.poll().toMillis(), TimeUnit.MILLISECONDS)) {
        try {
          while (stopped.getCount() > 0 && step() == MOST_AT_ONCE) {
            Thread.yield();
          }
        } catch (RuntimeException e) {
          LOG.warn("Notices are not sent just now: {}", e.getClass().getSimpleName());
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @PreDestroy
  void close() {
    stopped.countDown();
    try {
      if (!thread.join(END_LIMIT)) {
        thread.interrupt();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// Handles what is due.
  ///
  /// @return how many notices
  int step() {
    Instant now = clock.instant();
    List<NoticeStore.Due> due;
    try (Connection connection = source.getConnection()) {
      due = notices.claim(connection, now, now.plus(LEASE), MOST_AT_ONCE);
    } catch (SQLException e) {
      throw new DatabaseException("taking notices that are due", e);
    }
    due.forEach(this::handle);
    return due.size();
  }

  private void handle(NoticeStore.Due due) {
    NoticeLine notice = due.notice();
    Contact contact = contacts == null ? null : contacts.find(due.account()).orElse(null);
    try (Connection connection = source.getConnection()) {
      Map<String, DeliveryStore.Try> tries = DeliveryStore.of(connection, notice.id());
      Plan plan = Plan.of(notice, contact, channels, tries, quiet, clock.instant());
      for (Plan.Skip skip : plan.skips()) {
        note(
            connection,
            notice,
            skip.channel(),
            new DeliveryStore.Try(DeliveryStore.State.SKIPPED, 0, skip.why(), "", 0));
      }
      switch (plan.then()) {
        case Plan.Then.Done _ -> DeliveryStore.next(connection, notice.id(), null);
        case Plan.Then.Wait wait -> DeliveryStore.next(connection, notice.id(), wait.until());
        case Plan.Then.Send send -> send(connection, notice, send);
      }
    } catch (SQLException e) {
      throw new DatabaseException("sending a notice", e);
    }
  }

  private void send(Connection connection, NoticeLine notice, Plan.Then.Send send)
      throws SQLException {
    Text text = new Text(messages, send.contact().language(), settings.zone(), clock.instant());
    Channel.Outcome outcome =
        send.channel()
            .send(
                new Channel.Message(
                    notice.id(),
                    send.address(),
                    notice.title(text),
                    notice.body(text),
                    settings.site() + notice.href()));
    int attempts = send.attempts() + 1;
    Instant now = clock.instant();
    switch (outcome) {
      case Channel.Outcome.Sent sent -> {
        note(
            connection,
            notice,
            send.channel(),
            new DeliveryStore.Try(
                DeliveryStore.State.SENT, attempts, "", sent.reference(), sent.cost()));
        DeliveryStore.next(connection, notice.id(), null);
      }
      case Channel.Outcome.Later later -> {
        boolean last = attempts >= settings.attempts();
        DeliveryStore.State state = last ? DeliveryStore.State.FAILED : DeliveryStore.State.WAITING;
        note(
            connection,
            notice,
            send.channel(),
            new DeliveryStore.Try(state, attempts, later.fault(), "", 0));
        DeliveryStore.next(connection, notice.id(), last ? now : now.plus(pause(attempts)));
      }
      case Channel.Outcome.Refused refused -> {
        note(
            connection,
            notice,
            send.channel(),
            new DeliveryStore.Try(DeliveryStore.State.FAILED, attempts, refused.fault(), "", 0));
        DeliveryStore.next(connection, notice.id(), now);
      }
    }
  }

  private void note(
      Connection connection, NoticeLine notice, Channel channel, DeliveryStore.Try made)
      throws SQLException {
    if (made.state() == DeliveryStore.State.FAILED) {
      LOG.warn("Notice {} failed by {}: {}", notice.id(), channel.name(), made.fault());
    }
    DeliveryStore.write(connection, notice.id(), channel.name(), made, clock.instant());
  }

  private Duration pause(int attempts) {
    Duration pause = settings.firstPause().multipliedBy(1L << Math.min(attempts - 1, 20));
    return pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
  }
}
