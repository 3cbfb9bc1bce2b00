package org.khue.gateway.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.khue.contract.ClockState;
import org.khue.contract.Command;
import org.khue.contract.Event;
import org.khue.contract.EventKind;
import org.khue.contract.Stream;
import org.khue.contract.wire.EntryReader;
import org.khue.driver.Fault;
import org.khue.driver.Outcome;
import org.khue.driver.Receipt;
import org.khue.driver.TimeSource;
import org.khue.gateway.clock.GatewayClock;
import org.khue.gateway.journal.Journal;
import org.khue.gateway.journal.JournalSettings;
import org.khue.gateway.journal.Journals;

class CommandHandlerTest {
  private static final long NOW = 1_795_000_000_000_000L;

  @TempDir Path directory;
  private final GatewayClock clock = new GatewayClock(new Still(), 1, ClockState.SYNCED);
  private final List<String> executed = new ArrayList<>();
  private Outcome<Receipt> outcome = Outcome.ok(new Receipt("on"));
  private Journal journal;
  private CommandLedger ledger;
  private CommandHandler handler;

  private static final class Still implements TimeSource {
    @Override
    public long wallMicros() {
      return NOW;
    }

    @Override
    public long monotonicMicros() {
      return 1;
    }
  }

  @BeforeEach
  void open() throws IOException {
    journal = Journals.open(directory.resolve("journal"), JournalSettings.DEFAULTS, clock);
    start();
  }

  private void start() throws IOException {
    ledger = new CommandLedger(directory.resolve("commands"));
    handler = new CommandHandler(this::execute, journal, clock, ledger, true, Runnable::run);
  }

  private CompletionStage<Outcome<Receipt>> execute(Command command) {
    executed.add(command.id());
    return CompletableFuture.completedFuture(outcome);
  }

  @AfterEach
  void close() throws IOException {
    journal.close();
    ledger.close();
  }

  private static Command command(String id, long notAfterMicros) {
    return new Command(id, "plug", "power-on", Map.of(), notAfterMicros);
  }

  /// The receipts in the journal, as `id outcome`.
  private List<String> receipts(int count) throws IOException, InterruptedException {
    assertTrue(journal.await(Stream.EVENTS, count, java.time.Duration.ofSeconds(5)));
    List<String> receipts = new ArrayList<>();
    for (Journal.Stored stored : journal.read(Stream.EVENTS, 1, 100, 100_000)) {
      Event event = (Event) EntryReader.read(stored.cbor());
      assertEquals(EventKind.COMMAND_ENDED, event.kind());
      receipts.add(event.details().get("command") + " " + event.details().get("outcome"));
    }
    return receipts;
  }

  @Test
  void aCommandThatTheDeviceConfirmsIsDone() throws Exception {
    handler.accept(command("c1", NOW + 1));
    assertEquals(List.of("c1 done"), receipts(1));
    assertEquals(List.of("c1"), executed);
  }

  @Test
  void aCommandThatTheDeviceRefusesHasFailed() throws Exception {
    outcome = Outcome.failed(new Fault.Busy("the projector cools down"));
    handler.accept(command("c1", NOW + 1));
    assertEquals(List.of("c1 failed"), receipts(1));
  }

  @Test
  void aCommandThatComesTooLateExpiresWithoutBeingBegun() throws Exception {
    handler.accept(command("c1", NOW - 1));
    assertEquals(List.of("c1 expired"), receipts(1));
    assertTrue(executed.isEmpty());
  }

  @Test
  void aGatewayWithoutTimeBeginsNothing() throws Exception {
    clock.state(ClockState.UNSYNCED);
    handler.accept(command("c1", NOW + 1));
    assertEquals(List.of("c1 failed"), receipts(1));
    assertTrue(executed.isEmpty());
  }

  @Test
  void aRedeliveredCommandIsCarriedOutOnce() throws Exception {
    handler.accept(command("c1", NOW + 1));
    handler.accept(command("c1", NOW + 1));
    handler.accept(command("c2", NOW + 1));
    assertEquals(List.of("c1 done", "c2 done"), receipts(2));
    assertEquals(List.of("c1", "c2"), executed);
  }

  @Test
  void aCommandIsCarriedOutOnceAcrossARestart() throws Exception {
    handler.accept(command("c 1/ü\n", NOW + 1));
    receipts(1);
    ledger.close();
    start();
    handler.reportInterrupted();
    handler.accept(command("c 1/ü\n", NOW + 1));
    handler.accept(command("c2", NOW + 1));
    assertEquals(List.of("c 1/ü\n done", "c2 done"), receipts(2));
  }

  @Test
  void aCommandThatARestartCutOffIsReportedAsFailedOnce() throws Exception {
    ledger.begin("c1", "plug");
    ledger.close();
    Files.writeString(directory.resolve("commands"), "begun c2", StandardOpenOption.APPEND);
    start();
    handler.reportInterrupted();
    assertEquals(List.of("c1 failed"), receipts(1));
    org.awaitility.Awaitility.await().until(() -> ledger.unended().isEmpty());
  }

  @Test
  void aRuntimeThatBreaksStillGivesAReceipt() throws Exception {
    handler =
        new CommandHandler(
            command -> {
              throw new IllegalStateException("a bug");
            },
            journal,
            clock,
            ledger,
            false,
            Runnable::run);
    handler.accept(command("c1", NOW + 1));
    assertEquals(List.of("c1 failed"), receipts(1));
  }

  @Test
  void anOrderGivenAtTheGatewayGoesTheSameWayAndSaysByWhom() throws Exception {
    clock.state(ClockState.UNSYNCED);
    var ended = handler.order("plug", "power-on", Map.of(), "PIN").toCompletableFuture().join();
    assertEquals("done", ended.outcome());
    assertEquals(List.of(ended.id() + " done"), receipts(1));
    Event event =
        (Event) EntryReader.read(journal.read(Stream.EVENTS, 1, 1, 100_000).getFirst().cbor());
    assertEquals("PIN", event.details().get("by"));
    assertEquals("power-on", event.details().get("name"));
  }

  @Test
  void theLedgerForgetsOldCommandsButNoneThatRuns() throws Exception {
    ledger.begin("runs", "plug");
    for (int i = 0; i < 2_100; i++) {
      ledger.begin("c" + i, "plug");
      ledger.end("c" + i, "plug");
    }
    assertFalse(ledger.begin("runs", "plug"));
    assertFalse(ledger.begin("c2099", "plug"));
    assertTrue(ledger.begin("c0", "plug"));
  }
}
