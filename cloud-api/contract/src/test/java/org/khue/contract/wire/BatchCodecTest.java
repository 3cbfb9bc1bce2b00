package org.khue.contract.wire;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.khue.contract.Batch;
import org.khue.contract.Entry;
import org.khue.contract.Event;
import org.khue.contract.Gap;
import org.khue.contract.Quality;
import org.khue.contract.Reading;
import org.khue.contract.Stream;
import org.khue.contract.UnknownEntry;

class BatchCodecTest {
  private static final long SEED = 20261124;

  @Test
  void everyBatchComesBackAsItWas() throws WireException {
    SplittableRandom random = new SplittableRandom(SEED);
    for (int i = 0; i < 2_000; i++) {
      Batch batch = Samples.drawn(random);
      Batch back = BatchCodec.read(BatchCodec.write(batch));
      assertEquals(batch, back, "draw " + i);
    }
  }

  @Test
  void equalBatchesGiveEqualBytes() {
    Samples.fixtures()
        .forEach((name, batch) ->
            assertArrayEquals(
                BatchCodec.write(batch), BatchCodec.write(Samples.fixture(name)), name));
  }

  @Test
  void detailsKeepTheirOrder() throws WireException {
    Event alarm = (Event) Samples.fixture("events").entries().get(1);
    Event back = (Event) EntryReader.read(new EntryWriter().write(alarm));
    assertEquals(List.copyOf(alarm.details().keySet()), List.copyOf(back.details().keySet()));
  }

  @Test
  void anUnknownKindIsKeptAsItCame() throws WireException {
    CborOutput out = new CborOutput(16);
    out.array(8);
    for (long whole : new long[] {99, 5, 6, 7, 0}) {
      out.whole(whole);
    }
    out.text("of a later version");
    out.value(List.of(Map.of("a", 1)));
    out.flag(true);
    byte[] item = out.toByteArray();
    Batch batch = BatchCodec.read(BatchCodec.write(Stream.EVENTS, 3, 1, 0, List.of(item)));
    UnknownEntry unknown = assertInstanceOf(UnknownEntry.class, batch.entries().getFirst());
    assertEquals(99, unknown.kind());
    assertArrayEquals(item, unknown.cbor());
    assertArrayEquals(item, new EntryWriter().write(unknown));
    assertEquals(3, batch.lastSeq());
  }

  @Test
  void appendedElementsAreSkipped() throws WireException {
    Reading reading = Samples.reading(0, "meter", "power", 1.5, "W", Quality.GOOD, null);
    byte[] item = longer(new EntryWriter().write(reading));
    assertEquals(reading, EntryReader.read(item));
    byte[] batch = BatchCodec.write(Stream.TELEMETRY, 1, 1, 0, List.of(item, item));
    assertEquals(List.of(reading, reading), BatchCodec.read(longer(batch)).entries());
  }

  @Test
  void theSameTextIsOneString() throws WireException {
    Batch batch = BatchCodec.read(BatchCodec.write(Samples.fixture("compressed")));
    Reading first = (Reading) batch.entries().get(0);
    Reading last = (Reading) batch.entries().get(59);
    assertSame(first.device(), last.device());
    assertSame(first.point(), last.point());
  }

  @Test
  void aBadEntryHoldsUpOnlyTheStrictReader() throws WireException {
    Reading good = Samples.reading(0, "meter", "power", 1.5, "W", Quality.GOOD, null);
    byte[] item = new EntryWriter().write(good);
    byte[] bad = item.clone();
    int quality = bad.length - 3;
    assertEquals(0, bad[quality]);
    bad[quality] = 9;
    byte[] bytes = BatchCodec.write(Stream.TELEMETRY, 1, 4, 77, List.of(item, bad, item));
    WireException refused = assertThrows(WireException.class, () -> BatchCodec.read(bytes));
    assertTrue(message(refused).contains("quality is 9"), message(refused));
    List<Entry> kept = BatchCodec.readKeepingMalformed(bytes).entries();
    assertEquals(good, kept.get(0));
    assertEquals(good, kept.get(2));
    UnknownEntry malformed = assertInstanceOf(UnknownEntry.class, kept.get(1));
    assertArrayEquals(bad, malformed.cbor());
    assertTrue(BatchCodec.isKnown(malformed.kind()));
    assertEquals(77, malformed.at().monotonicMicros());
  }

  @Test
  void limitsHold() {
    byte[] item = new EntryWriter().write(Samples.reading(0, "m", "p", 1, "1", Quality.GOOD, null));
    List<byte[]> tooMany = Collections.nCopies(Batch.MAX_ENTRIES + 1, item);
    refused(BatchCodec.write(Stream.TELEMETRY, 1, 1, 0, tooMany), "at most 5000 entries");
    byte[] noise = new byte[Batch.MAX_BYTES + 65];
    new java.util.Random(SEED).nextBytes(noise);
    refused(noise, "at most 262208 bytes");
    byte[] bomb = com.github.luben.zstd.Zstd.compress(new byte[50_000_000]);
    refused(bomb, "unpacks to at most");
    refused(new byte[0], "the bytes end");
    Gap whole = new Gap(Samples.stamp(0), Long.MAX_VALUE, 0, 0, "age");
    byte[] gap = new EntryWriter().write(whole);
    refused(BatchCodec.write(Stream.EVENTS, 9, 1, 0, List.of(gap)), "sequence numbers end");
  }

  @Test
  void aLengthThatLiesCostsNoMemory() {
    byte[] lie = {(byte) 0x9B, 0x7F, -1, -1, -1, -1, -1, -1, -1};
    refused(lie, "the bytes end");
    byte[] deep = new byte[100_000];
    Arrays.fill(deep, (byte) 0x81);
    byte[] later = BatchCodec.write(Stream.EVENTS, 1, 1, 0, List.of(deep));
    assertThrows(WireException.class, () -> BatchCodec.read(later));
    assertThrows(WireException.class, () -> BatchCodec.readKeepingMalformed(later));
  }

  @Test
  void damagedBytesGiveABatchOrAWireExceptionAndNothingElse() {
    SplittableRandom random = new SplittableRandom(SEED);
    List<byte[]> originals = new ArrayList<>();
    Samples.fixtures().values().forEach(batch -> originals.add(BatchCodec.write(batch)));
    int refused = 0;
    int accepted = 0;
    for (int i = 0; i < 60_000; i++) {
      byte[] bytes = damaged(originals.get(random.nextInt(originals.size())), random);
      try {
        BatchCodec.read(bytes);
        accepted++;
      } catch (WireException e) {
        refused++;
      }
      try {
        BatchCodec.readKeepingMalformed(bytes);
      } catch (WireException e) {
        assertTrue(message(e).length() > 10);
      }
    }
    assertTrue(refused > 20_000 && accepted > 1_000, refused + " refused, " + accepted + " taken");
  }

  @Test
  void damagedMessagesGiveAMessageOrAWireExceptionAndNothingElse() {
    SplittableRandom random = new SplittableRandom(SEED);
    for (int i = 0; i < 10_000; i++) {
      for (Record message : Fixtures.messages().values()) {
        try {
          JsonCodec.read(damaged(JsonCodec.write(message), random), message.getClass());
        } catch (WireException e) {
          assertTrue(message(e).startsWith("not a "));
        }
      }
    }
  }

  private static byte[] damaged(byte[] original, SplittableRandom random) {
    byte[] bytes = original.clone();
    for (int times = random.nextInt(1, 4); times > 0 && bytes.length > 0; times--) {
      int at = random.nextInt(bytes.length);
      switch (random.nextInt(4)) {
        case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
        case 1 -> bytes[at] = (byte) random.nextInt(256);
        case 2 -> bytes = Arrays.copyOf(bytes, at);
        default -> {
          byte[] doubled = Arrays.copyOf(bytes, bytes.length + at);
          System.arraycopy(bytes, 0, doubled, bytes.length, at);
          bytes = doubled;
        }
      }
    }
    return bytes;
  }

  /// The same array with two elements appended, as a later version would.
  private static byte[] longer(byte[] array) {
    int elements = array[0] & 0x1F;
    CborOutput out = new CborOutput(array.length + 20);
    out.array(elements + 2);
    out.raw(Arrays.copyOfRange(array, 1, array.length));
    out.value(Map.of("new", List.of(1.5, "x")));
    out.text(null);
    return out.toByteArray();
  }

  private static void refused(byte[] bytes, String why) {
    WireException e = assertThrows(WireException.class, () -> BatchCodec.read(bytes));
    assertTrue(message(e).contains(why), message(e));
  }

  private static String message(Exception e) {
    return Objects.requireNonNull(e.getMessage());
  }
}
