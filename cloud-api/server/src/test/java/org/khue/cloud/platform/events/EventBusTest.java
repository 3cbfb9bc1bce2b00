package org.khue.cloud.platform.events;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.khue.cloud.TestCloud;
import org.khue.cloud.platform.db.TestDatabase;
import org.khue.cloud.platform.db.Transactions;
import org.khue.cloud.platform.security.Acting;
import org.khue.cloud.platform.security.Caller;
import org.khue.cloud.platform.security.Grant;
import org.khue.cloud.platform.security.Reach;
import org.khue.cloud.platform.security.Scope;

class EventBusTest {
  private final Map<String, Object> settings = new HashMap<>(TestDatabase.create());
  private @Nullable TestCloud cloud;

  EventBusTest() {
    settings.put("khue.events.first-pause", "20ms");
    settings.put("khue.events.attempts", "3");
    settings.put("khue.events.poll", "20ms");
  }

  @AfterEach
  void stop() {
    if (cloud != null) {
      cloud.close();
    }
  }

  /// Something that a subscriber does with an event.
  private interface Effect {
    void of(Connection transaction, PublishedEvent event) throws SQLException;
  }

  private record Named(String name, Effect effect) implements Subscriber {
    @Override
    public Set<String> types() {
      return Set.of("test.counted");
    }

    @Override
    public void take(Connection transaction, PublishedEvent event) throws SQLException {
      effect.of(transaction, event);
    }
  }

  private TestCloud start(Subscriber... subscribers) {
    TestCloud started = TestCloud.start(settings, (Object[]) subscribers);
    cloud = started;
    return started;
  }

  /// Two keys' worth of a table that subscribers write into; without a constraint, so that a second
  /// effect would show.
  private void makeTable(TestCloud in) {
    in.execute(
        "CREATE TABLE IF NOT EXISTS public.effect (subscriber text, key text, n int, id bigint"
            + " GENERATED ALWAYS AS IDENTITY)");
    in.execute("GRANT SELECT, INSERT ON public.effect TO PUBLIC");
  }

  private static void write(Connection transaction, String subscriber, PublishedEvent event)
      throws SQLException {
    try (var statement =
        transaction.prepareStatement(
            "INSERT INTO public.effect (subscriber, key, n) VALUES (?, ?, ?)")) {
      statement.setString(1, subscriber);
      statement.setString(2, event.event().key());
      statement.setInt(3, (Integer) event.event().payload().getOrDefault("n", 0));
      statement.executeUpdate();
    }
  }

  private static void publish(TestCloud in, String key, int n) {
    Acting.system("test")
        .run(() ->
            in.bean(Transactions.class)
                .run(
                    "publishing",
                    transaction -> {
                      in.bean(Events.class).publish(transaction, event("test.counted", key, n));
                      return true;
                    }));
  }

  private static ModuleEvent event(String type, String key, int n) {
    return new ModuleEvent(type, key, Reach.ROOT, Map.of("n", n));
  }

  private static void await(TestCloud in, String subscriber, long rows) {
    Awaitility.await()
        .atMost(60, TimeUnit.SECONDS)
        .untilAsserted(() ->
            assertEquals(
                rows,
                in.count(
                    "SELECT count(*) FROM public.effect WHERE subscriber = '" + subscriber + "'")));
  }

  @Test
  void manyPublishersAreHeardOnceEachAndInOrderForEachKey() throws Exception {
    TestCloud running = start(new Named("one", (in, event) -> write(in, "one", event)));
    makeTable(running);
    running.execute("CREATE TABLE public.counter (key text PRIMARY KEY, n int NOT NULL)");
    running.execute("INSERT INTO public.counter SELECT 'k' || i, 0 FROM generate_series(0, 4) i");
    running.execute("GRANT SELECT, UPDATE ON public.counter TO PUBLIC");
    Events events = running.bean(Events.class);
    try (ExecutorService publishers = Executors.newFixedThreadPool(8)) {
      List<Future<?>> all = new ArrayList<>();
      for (int publisher = 0; publisher < 8; publisher++) {
        Random random = new Random(publisher);
        all.add(
            publishers.submit(() -> {
              for (int i = 0; i < 50; i++) {
                String key = "k" + random.nextInt(5);
                boolean fails = random.nextInt(5) == 0;
                countUp(running, events, key, fails);
              }
            }));
      }
      for (Future<?> one : all) {
        one.get(120, TimeUnit.SECONDS);
      }
    }
    long published = running.count("SELECT sum(n) FROM public.counter");
    assertTrue(published > 250, "published: " + published);
    await(running, "one", published);
    assertEquals(
        List.of(),
        running.rows(
            """
            SELECT key, n FROM (SELECT key, n, row_number() OVER (PARTITION BY key ORDER BY id) AS place
              FROM public.effect) e WHERE n <> place
            """));
  }

  /// Counts a key up and tells of it; the row lock orders those who do so at once, as it does in
  /// the modules.
  private static void countUp(TestCloud in, Events events, String key, boolean fails) {
    try {
      Acting.system("test")
          .run(() ->
              in.bean(Transactions.class)
                  .run(
                      "counting",
                      transaction -> {
                        int n;
                        try (var statement =
                                transaction.prepareStatement(
                                    "UPDATE public.counter SET n = n + 1 WHERE key = '"
                                        + key
                                        + "' RETURNING n");
                            var row = statement.executeQuery()) {
                          row.next();
                          n = row.getInt(1);
                        }
                        events.publish(transaction, event("test.counted", key, n));
                        if (fails) {
                          throw new IllegalStateException("planned");
                        }
                        return true;
                      }));
    } catch (IllegalStateException e) {
      assertTrue(fails);
    }
  }

  @Test
  void aSubscriberThatDiesMidwayHasTheEffectOnce() {
    AtomicInteger deaths = new AtomicInteger();
    settings.put("khue.events.attempts", "50");
    TestCloud running =
        start(
            new Named(
                "mortal",
                (transaction, event) -> {
                  write(transaction, "mortal", event);
                  int n = (Integer) event.event().payload().getOrDefault("n", 0);
                  if (n % 7 == 3 && deaths.incrementAndGet() % 2 == 1) {
                    kill(transaction);
                  }
                  if (n % 7 == 5 && deaths.incrementAndGet() % 2 == 1) {
                    throw new AssertionError("planned death");
                  }
                }));
    makeTable(running);
    for (int i = 0; i < 60; i++) {
      publish(running, "k" + i % 3, i);
    }
    await(running, "mortal", 60);
    assertTrue(deaths.get() > 4, "deaths: " + deaths.get());
    assertEquals(60, running.count("SELECT count(DISTINCT n) FROM public.effect"));
  }

  /// Ends the connection as a killed process does.
  private static void kill(Connection transaction) throws SQLException {
    try (var statement = transaction.createStatement()) {
      statement.execute("SELECT pg_terminate_backend(pg_backend_pid())");
    }
  }

  @Test
  void aRestartedCloudGoesOnWhereTheCursorIs() {
    TestCloud first = start(new Named("one", (in, event) -> write(in, "one", event)));
    makeTable(first);
    publish(first, "k", 1);
    await(first, "one", 1);
    first.close();
    cloud = null;
    TestCloud second =
        start(
            new Named("one", (in, event) -> write(in, "one", event)),
            new Named("late", (in, event) -> write(in, "late", event)));
    publish(second, "k", 2);
    await(second, "one", 2);
    await(second, "late", 2);
  }

  @Test
  void aSlowSubscriberBlocksNeitherOthersNorThePublisher() {
    CountDownLatch go = new CountDownLatch(1);
    TestCloud running =
        start(
            new Named(
                "slow",
                (transaction, event) -> {
                  try {
                    assertTrue(go.await(60, TimeUnit.SECONDS));
                  } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                  }
                  write(transaction, "slow", event);
                }),
            new Named("quick", (in, event) -> write(in, "quick", event)));
    makeTable(running);
    for (int i = 0; i < 20; i++) {
      publish(running, "k", i);
    }
    await(running, "quick", 20);
    assertEquals(0, running.count("SELECT count(*) FROM public.effect WHERE subscriber = 'slow'"));
    go.countDown();
    await(running, "slow", 20);
  }

  @Test
  void aFailingEventHoldsBackItsOwnKeyOnlyUntilItIsRetried() {
    AtomicInteger mended = new AtomicInteger();
    TestCloud running =
        start(
            new Named(
                "picky",
                (transaction, event) -> {
                  write(transaction, "picky", event);
                  if (event.event().key().equals("bad") && mended.get() == 0) {
                    throw new IllegalStateException("no");
                  }
                }));
    makeTable(running);
    publish(running, "bad", 1);
    publish(running, "good", 1);
    publish(running, "bad", 2);
    publish(running, "good", 2);
    await(running, "picky", 2);
    Acting.system("test")
        .run(() -> {
          Events events = running.bean(Events.class);
          Awaitility.await()
              .atMost(30, TimeUnit.SECONDS)
              .until(() -> parked(events).getFirst().dead());
          List<ParkedEvent> parked = parked(events);
          assertEquals(2, parked.size());
          assertEquals(3, parked.getFirst().attempts());
          assertTrue(parked.getFirst().fault().startsWith("IllegalStateException at "));
          assertFalse(parked.getLast().dead());
          mended.set(1);
          assertTrue(events.retry("picky", parked.getFirst().position()));
          assertFalse(events.retry("nobody", parked.getFirst().position()));
        });
    await(running, "picky", 4);
    assertEquals(
        List.of(List.of(1), List.of(2)),
        running.rows("SELECT n FROM public.effect WHERE key = 'bad' ORDER BY id"));
    assertEquals(0, running.count("SELECT count(*) FROM platform.event_parked"));
  }

  private static List<ParkedEvent> parked(Events events) {
    return Acting.system("test").call(() -> events.parked(10));
  }

  @Test
  void anEventOfAChangeThatIsRolledBackIsNotHeard() {
    TestCloud running = start(new Named("one", (in, event) -> write(in, "one", event)));
    makeTable(running);
    running.execute("CREATE TABLE public.counter (key text PRIMARY KEY, n int NOT NULL)");
    running.execute("GRANT SELECT, UPDATE ON public.counter TO PUBLIC");
    running.execute("INSERT INTO public.counter VALUES ('k', 0)");
    countUp(running, running.bean(Events.class), "k", true);
    publish(running, "k", 9);
    await(running, "one", 1);
    assertEquals(9, running.count("SELECT n FROM public.effect"));
  }

  @Test
  void whoeverActsMayTellButReadsNoEvents() {
    TestCloud running = start(new Named("one", (in, event) -> write(in, "one", event)));
    makeTable(running);
    Grant pupil =
        new Grant("pupil", Set.of("own.read"), new Scope.Persons(Set.of(UUID.randomUUID())));
    Caller caller =
        new Caller(
            Caller.Kind.PERSON, UUID.randomUUID(), UUID.randomUUID(), "test", List.of(pupil));
    long seen =
        new Acting(caller, "own.read")
            .call(() ->
                running
                    .bean(Transactions.class)
                    .run(
                        "telling",
                        transaction -> {
                          running
                              .bean(Events.class)
                              .publish(transaction, event("test.counted", "k", 1));
                          try (var statement = transaction.createStatement();
                              var row =
                                  statement.executeQuery("SELECT count(*) FROM platform.outbox")) {
                            row.next();
                            return row.getLong(1);
                          }
                        }));
    assertEquals(0, seen);
    await(running, "one", 1);
  }

  @Test
  void eventsAreDeletedOnceEverySubscriberHasThem() {
    CountDownLatch go = new CountDownLatch(1);
    TestCloud running =
        start(
            new Named(
                "waiting",
                (transaction, event) -> {
                  try {
                    assertTrue(go.await(60, TimeUnit.SECONDS));
                  } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                  }
                  write(transaction, "waiting", event);
                }));
    makeTable(running);
    publish(running, "k", 1);
    Awaitility.await()
        .atMost(30, TimeUnit.SECONDS)
        .until(() -> running.count("SELECT position FROM platform.outbox_end") == 1);
    assertEquals(0, purge(running));
    go.countDown();
    await(running, "waiting", 1);
    assertEquals(1, purge(running));
    publish(running, "k", 2);
    await(running, "waiting", 2);
  }

  private static long purge(TestCloud in) {
    return Acting.system("test")
        .call(() ->
            in.bean(Transactions.class)
                .run(
                    "retention",
                    transaction ->
                        in.bean(OutboxRetention.class)
                            .purge(transaction, Instant.now().plus(1, ChronoUnit.HOURS))));
  }
}
