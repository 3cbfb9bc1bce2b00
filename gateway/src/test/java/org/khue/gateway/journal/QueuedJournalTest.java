package org.khue.gateway.journal;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.khue.contract.Event;
import org.khue.contract.Stream;
import org.khue.gateway.journal.Journal.Stored;
import org.khue.gateway.journal.chaos.NumberedEntries;

class QueuedJournalTest {
  private static final Duration SOON = Duration.ofSeconds(10);

  @TempDir Path directory;

  private Journal open() throws IOException {
    return Journals.open(directory, JournalSettings.DEFAULTS, NumberedEntries.clock());
  }

  private static long durable(CompletionStage<Long> append) {
    return append.toCompletableFuture().orTimeout(10, TimeUnit.SECONDS).join();
  }

  @Test
  void numbersGoOnAfterARestartEvenWhenAllWasAcknowledged() throws IOException {
    try (Journal journal = open()) {
      assertEquals(1, durable(journal.append(Stream.EVENTS, NumberedEntries.event(1))));
      assertEquals(2, durable(journal.append(Stream.EVENTS, NumberedEntries.event(2))));
      assertEquals(1, durable(journal.append(Stream.TELEMETRY, NumberedEntries.reading(1))));
      journal.acknowledge(Stream.EVENTS, 2);
      journal.acknowledge(Stream.TELEMETRY, 1);
    }
    try (Journal journal = open()) {
      assertEquals(2, journal.depth(Stream.EVENTS).acknowledgedSeq());
      assertEquals(0, journal.depth(Stream.EVENTS).waiting());
      assertEquals(3, durable(journal.append(Stream.EVENTS, NumberedEntries.event(3))));
      assertEquals(2, durable(journal.append(Stream.TELEMETRY, NumberedEntries.reading(2))));
    }
  }

  @Test
  void anEventDoesNotWaitForAGroup() throws IOException {
    JournalSettings slow = withGroup(1_000, Duration.ofHours(1));
    try (Journal journal = Journals.open(directory, slow, NumberedEntries.clock())) {
      CompletionStage<Long> reading = journal.append(Stream.TELEMETRY, NumberedEntries.reading(1));
      assertEquals(1, durable(journal.append(Stream.EVENTS, NumberedEntries.event(1))));
      assertFalse(reading.toCompletableFuture().isDone());
    }
  }

  @Test
  void aReadingWaitsForItsGroupButNotLonger() throws IOException {
    try (Journal journal =
        Journals.open(directory, withGroup(3, Duration.ofHours(1)), NumberedEntries.clock())) {
      CompletionStage<Long> first = journal.append(Stream.TELEMETRY, NumberedEntries.reading(1));
      journal.append(Stream.TELEMETRY, NumberedEntries.reading(2));
      assertFalse(first.toCompletableFuture().isDone());
      journal.append(Stream.TELEMETRY, NumberedEntries.reading(3));
      assertEquals(1, durable(first));
    }
    try (Journal journal =
        Journals.open(
            directory, withGroup(1_000, Duration.ofMillis(50)), NumberedEntries.clock())) {
      assertEquals(4, durable(journal.append(Stream.TELEMETRY, NumberedEntries.reading(4))));
    }
  }

  private static JournalSettings withGroup(int entries, Duration delay) {
    return settings(entries, delay, 32_768, Duration.ofSeconds(5));
  }

  private static JournalSettings settings(
      int groupEntries, Duration groupDelay, int queueEntries, Duration appendTimeout) {
    JournalSettings usual = JournalSettings.DEFAULTS;
    return new JournalSettings(
        64 * 1024,
        4096,
        usual.maxBytes(),
        usual.eventsReserveBytes(),
        4096,
        usual.maxAge(),
        groupEntries,
        groupDelay,
        queueEntries,
        usual.queueBytes(),
        appendTimeout);
  }

  @Test
  void aSecondProcessIsToldWhoHasTheJournal() throws IOException {
    try (Journal journal = open()) {
      IOException refused = assertThrows(IOException.class, this::open);
      String text = String.valueOf(refused.getMessage());
      assertTrue(text.contains("is in use by process " + ProcessHandle.current().pid()), text);
      assertInstanceOf(JournalInUseException.class, refused);
      assertEquals(1, durable(journal.append(Stream.EVENTS, NumberedEntries.event(1))));
    }
  }

  @Test
  void anEntryThatFitsIntoNoBatchIsRefused() throws IOException {
    try (Journal journal = open()) {
      Event huge =
          new Event(NumberedEntries.at(1), "", "x", false, Map.of("text", "x".repeat(300 * 1024)));
      assertThrows(CompletionException.class, () -> durable(journal.append(Stream.EVENTS, huge)));
    }
  }

  @Test
  void waitingForEntriesEndsWithThemOrWithTheTime() throws Exception {
    try (Journal journal = open()) {
      assertFalse(journal.await(Stream.EVENTS, 1, Duration.ofMillis(20)));
      journal.append(Stream.EVENTS, NumberedEntries.event(1));
      assertTrue(journal.await(Stream.EVENTS, 1, SOON));
      assertFalse(journal.await(Stream.EVENTS, 2, Duration.ZERO));
    }
  }

  @Test
  void aClosedJournalRefusesEntries() throws IOException {
    Journal journal = open();
    journal.close();
    assertThrows(
        CompletionException.class,
        () -> durable(journal.append(Stream.EVENTS, NumberedEntries.event(1))));
  }

  @Test
  void closingWritesWhatWaits() throws IOException {
    CompletionStage<Long> last;
    try (Journal journal =
        Journals.open(directory, withGroup(1_000, Duration.ofHours(1)), NumberedEntries.clock())) {
      last = journal.append(Stream.TELEMETRY, NumberedEntries.reading(1));
    }
    assertEquals(1, durable(last));
  }

  @Test
  void aFullQueueHoldsTheProducerBackAndThenRefuses() throws IOException {
    StuckDisk disk = new StuckDisk(new RealDisk(directory));
    JournalSettings tight = settings(1, Duration.ZERO, 10, Duration.ofMillis(50));
    try (Journal journal = Journals.open(disk, tight, NumberedEntries.clock())) {
      disk.stuck = true;
      List<CompletionStage<Long>> appends = new ArrayList<>();
      do {
        appends.add(journal.append(Stream.TELEMETRY, NumberedEntries.reading(appends.size())));
      } while (appends.size() < 50
          && !appends.getLast().toCompletableFuture().isCompletedExceptionally());
      assertTrue(appends.size() > 10 && appends.size() < 50, "refused at " + appends.size());
      disk.goOn.countDown();
      assertEquals(1, durable(appends.getFirst()));
      await().atMost(SOON).until(() -> journal.depth(Stream.TELEMETRY).durableSeq() >= 10);
    }
  }

  /// A disk whose syncs hang until told to go on.
  private static final class StuckDisk implements Disk {
    private final Disk disk;
    final CountDownLatch goOn = new CountDownLatch(1);
    volatile boolean stuck;

    StuckDisk(Disk disk) {
      this.disk = disk;
    }

    private DiskFile wrapped(DiskFile file) {
      return new DiskFile() {
        @Override
        public void read(ByteBuffer into, long position) throws IOException {
          file.read(into, position);
        }

        @Override
        public void write(ByteBuffer from, long position) throws IOException {
          file.write(from, position);
        }

        @Override
        public void sync() throws IOException {
          if (stuck) {
            try {
              assertTrue(goOn.await(10, TimeUnit.SECONDS));
            } catch (InterruptedException e) {
              throw new IOException(e);
            }
          }
          file.sync();
        }

        @Override
        public long size() throws IOException {
          return file.size();
        }

        @Override
        public void close() throws IOException {
          file.close();
        }
      };
    }

    @Override
    public List<String> list() throws IOException {
      return disk.list();
    }

    @Override
    public DiskFile create(String name) throws IOException {
      return wrapped(disk.create(name));
    }

    @Override
    public DiskFile open(String name) throws IOException {
      return wrapped(disk.open(name));
    }

    @Override
    public DiskFile openToRead(String name) throws IOException {
      return disk.openToRead(name);
    }

    @Override
    public void rename(String from, String to) throws IOException {
      disk.rename(from, to);
    }

    @Override
    public void delete(String name) throws IOException {
      disk.delete(name);
    }

    @Override
    public void sync() throws IOException {
      disk.sync();
    }

    @Override
    public void close() throws IOException {
      disk.close();
    }
  }

  @Test
  void appendingReadingAndAcknowledgingAtTheSameTimeKeepEachProducersOrder() throws Exception {
    int producers = 4;
    int each = 5_000;
    JournalSettings small = settings(16, Duration.ofMillis(5), 256, Duration.ofSeconds(20));
    try (Journal journal = Journals.open(directory, small, NumberedEntries.clock())) {
      List<Thread> threads = new ArrayList<>();
      for (int producer = 0; producer < producers; producer++) {
        long first = producer * 1_000_000L;
        threads.add(
            Thread.ofPlatform()
                .start(() -> {
                  for (int i = 0; i < each; i++) {
                    journal.append(Stream.TELEMETRY, NumberedEntries.reading(first + i));
                  }
                }));
      }
      long[] next = new long[producers];
      long seq = 1;
      while (seq <= (long) producers * each) {
        assertTrue(journal.await(Stream.TELEMETRY, seq, SOON));
        for (Stored stored : journal.read(Stream.TELEMETRY, seq, 500, 20_000)) {
          assertEquals(seq++, stored.seq());
          long number = NumberedEntries.number(stored);
          int producer = (int) (number / 1_000_000);
          assertEquals(producer * 1_000_000L + next[producer]++, number);
        }
        journal.acknowledge(Stream.TELEMETRY, seq - 1);
      }
      for (Thread thread : threads) {
        thread.join();
      }
      await().atMost(SOON).until(() -> journal.depth(Stream.TELEMETRY).bytes() <= 128 * 1024);
    }
  }
}
