package org.khue.gateway.courier;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.khue.contract.Ack;
import org.khue.contract.Batch;
import org.khue.contract.ClockState;
import org.khue.contract.Quality;
import org.khue.contract.Reading;
import org.khue.contract.Stamp;
import org.khue.contract.Stream;
import org.khue.contract.courier.CourierException;
import org.khue.contract.courier.CourierPackage;
import org.khue.contract.courier.CourierReceipt;
import org.khue.contract.wire.BatchCodec;
import org.khue.contract.wire.JsonCodec;
import org.khue.contract.wire.WireException;
import org.khue.gateway.clock.GatewayClock;
import org.khue.gateway.clock.SystemTime;
import org.khue.gateway.identity.CourierIdentity;
import org.khue.gateway.identity.FakeAuthority;
import org.khue.gateway.identity.TestIdentity;
import org.khue.gateway.identity.TrustedTime;
import org.khue.gateway.journal.Journal;
import org.khue.gateway.journal.JournalSettings;
import org.khue.gateway.journal.Journals;

/// Packages out, receipts back.
class CourierTest {
  private static final int READINGS = 12_000;
  private static final Duration YEAR = Duration.ofDays(365);

  @TempDir Path data;
  @TempDir Path stick;
  private final GatewayClock clock = new GatewayClock(new SystemTime(), 2, ClockState.SYNCED);
  private final TrustedTime time = new TrustedTime(new SystemTime(), Instant.EPOCH);
  private final FakeAuthority authority = new FakeAuthority(Instant.now());
  private final KeyPair cloudKeys = FakeAuthority.keys();
  private final KeyPair receiptKeys = FakeAuthority.keys();
  private KeyPair own;
  private CourierIdentity identity;
  private Journal journal;

  @BeforeEach
  void fill() throws Exception {
    X509Certificate courier = certificate(CourierIdentity.KEY, cloudKeys);
    own = TestIdentity.write(data, "gw-1", authority, courier);
    identity = CourierIdentity.load(data, time);
    journal = open();
    for (Stream stream : Stream.values()) {
      journal.numberAfter(stream, 10);
      for (int i = 1; i < READINGS; i++) {
        journal.append(stream, reading(i));
      }
      journal.append(stream, reading(READINGS)).toCompletableFuture().get(60, TimeUnit.SECONDS);
    }
  }

  @AfterEach
  void close() throws IOException {
    journal.close();
  }

  private Journal open() throws IOException {
    return Journals.open(data.resolve("journal"), JournalSettings.DEFAULTS, clock);
  }

  private X509Certificate certificate(String name, KeyPair keys) {
    return authority.sign(name, keys.getPublic(), Instant.now(), YEAR);
  }

  private static Reading reading(int number) {
    Stamp at = new Stamp(1_700_000_000_000_000L + number, number, 1, ClockState.SYNCED);
    return new Reading(at, "meter", "tick", number, "1", Quality.GOOD, null, true);
  }

  @Test
  void allThatWaitsIsInThePackagesInOrderAndStaysInTheJournal() throws Exception {
    List<Path> packages = new CourierExport(journal, identity, clock, 15_000).to(stick);
    assertTrue(packages.size() >= 2, packages.size() + " packages");
    long[] next = {11, 11};
    for (Path each : packages) {
      CourierPackage opened = CourierPackage.open(each);
      assertEquals("gw-1", opened.head().gateway());
      assertTrue(opened.isSigned(own.getPublic()));
      opened.read(
          cloudKeys.getPrivate(),
          bytes -> {
            Batch batch = batch(bytes);
            assertEquals(next[batch.stream().ordinal()], batch.firstSeq());
            next[batch.stream().ordinal()] = batch.lastSeq() + 1;
          });
    }
    assertEquals(READINGS + 11, next[0]);
    assertEquals(READINGS + 11, next[1]);
    assertEquals(READINGS, journal.depth(Stream.TELEMETRY).waiting());
    try (var files = Files.list(stick)) {
      assertEquals(packages.size(), files.count(), "nothing unfinished is left");
    }
  }

  private static Batch batch(byte[] bytes) throws CourierException {
    try {
      return BatchCodec.read(bytes);
    } catch (WireException e) {
      throw new CourierException("no batch", e);
    }
  }

  private Path receipt(String name, KeyPair keys, String gateway, long upTo) throws Exception {
    byte[] receipt =
        JsonCodec.write(
            new CourierReceipt(
                gateway,
                "ab".repeat(32),
                List.of(new Ack(Stream.EVENTS, upTo, null), new Ack(Stream.TELEMETRY, upTo, null)),
                5));
    Signature signature = Signature.getInstance("SHA256withECDSA");
    signature.initSign(keys.getPrivate());
    signature.update(CourierReceipt.content(receipt));
    String chain = TestIdentity.pem(certificate(name, keys), authority.root);
    return Files.write(
        stick.resolve("receipt.json"),
        JsonCodec.write(new CourierReceipt.Signed(receipt, signature.sign(), chain)));
  }

  @Test
  void aReceiptAcknowledgesForGoodAndAnOldOneChangesNothing() throws Exception {
    CourierReturn.take(
        receipt(CourierReceipt.SIGNER, receiptKeys, "gw-1", 5_010), journal, identity);
    CourierReturn.take(receipt(CourierReceipt.SIGNER, receiptKeys, "gw-1", 400), journal, identity);
    assertEquals(5_010, journal.depth(Stream.TELEMETRY).acknowledgedSeq());
    journal.close();
    journal = open();
    assertEquals(5_010, journal.depth(Stream.EVENTS).acknowledgedSeq());
    assertEquals(READINGS - 5_000, journal.depth(Stream.TELEMETRY).waiting());
  }

  @Test
  void aReceiptThatIsForgedChangedOrForAnotherIsRefused() throws Exception {
    int refused = 0;
    refused += refused(receipt(CourierReceipt.SIGNER, receiptKeys, "gw-2", 5_010), "gw-2");
    refused += refused(receipt(CourierReceipt.SIGNER, receiptKeys, "gw-1", 99_999), "another disk");
    refused += refused(receipt("gw-1", own, "gw-1", 5_010), "not signed by");
    FakeAuthority stranger = new FakeAuthority(Instant.now());
    Path file = receipt(CourierReceipt.SIGNER, receiptKeys, "gw-1", 5_010);
    CourierReceipt.Signed good =
        JsonCodec.read(Files.readAllBytes(file), CourierReceipt.Signed.class);
    String foreign =
        TestIdentity.pem(
            stranger.sign(CourierReceipt.SIGNER, receiptKeys.getPublic(), Instant.now(), YEAR),
            stranger.root);
    refused += refused(good.receipt(), good.signature(), foreign);
    for (int i = 0; i < good.receipt().length; i += 5) {
      byte[] changed = good.receipt();
      changed[i] ^= 1;
      refused += refused(changed, good.signature(), good.chain());
    }
    for (int length : new int[] {0, 10, 300}) {
      byte[] cut = Arrays.copyOf(Files.readAllBytes(file), length);
      refused += refused(Files.write(stick.resolve("cut"), cut), "damaged");
    }
    assertTrue(refused > 30, refused + " were refused");
    assertEquals(READINGS, journal.depth(Stream.TELEMETRY).waiting());
  }

  private int refused(byte[] receipt, byte[] signature, String chain) throws IOException {
    byte[] json = JsonCodec.write(new CourierReceipt.Signed(receipt, signature, chain));
    return refused(Files.write(stick.resolve("forged"), json), "");
  }

  private int refused(Path file, String why) {
    CourierException refusal =
        assertThrows(CourierException.class, () -> CourierReturn.take(file, journal, identity));
    assertTrue(String.valueOf(refusal.getMessage()).contains(why), refusal.getMessage());
    return 1;
  }

  @Test
  void aStickThatCannotBeWrittenLeavesTheJournalAsItIs() throws Exception {
    Path taken = Files.createFile(stick.resolve("a-file"));
    assertThrows(IOException.class, () -> new CourierExport(journal, identity, clock).to(taken));
    assertEquals(READINGS, journal.depth(Stream.TELEMETRY).waiting());
  }

  @Test
  void aRunningGatewayIsToldToBeStopped() {
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    PrintStream err = new PrintStream(said, true, StandardCharsets.UTF_8);
    assertEquals(
        false, CourierCommand.run("export", data, stick, new SystemTime(), time, System.out, err));
    assertTrue(said.toString(StandardCharsets.UTF_8).contains("systemctl stop"), said.toString());
  }
}
