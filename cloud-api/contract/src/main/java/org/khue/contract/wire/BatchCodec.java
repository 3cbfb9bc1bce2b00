package org.khue.contract.wire;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.khue.contract.Batch;
import org.khue.contract.ClockState;
import org.khue.contract.Entry;
import org.khue.contract.Stamp;
import org.khue.contract.Stream;
import org.khue.contract.UnknownEntry;

/// Batches as bytes. The receiver tells plain CBOR from zstd by the first bytes.
public final class BatchCodec {
  private static final Stream[] STREAMS = Stream.values();
  private static final int ELEMENTS = 6;
  private static final int VERSION = 1;
  private static final int ZSTD_MAGIC = 0x28B52FFD;
  private static final int WORTH_COMPRESSING_BYTES = 512;
  private static final int HEADER_BYTES = 64;

  private BatchCodec() {}

  /// The batch's bytes, compressed when that is smaller.
  public static byte[] write(Batch batch) {
    EntryWriter writer = new EntryWriter();
    List<byte[]> entries = batch.entries().stream().map(writer::write).toList();
    return write(
        batch.stream(), batch.firstSeq(), batch.boot(), batch.sentMonotonicMicros(), entries);
  }

  /// The same from entries that are already CBOR items, as a journal keeps them.
  public static byte[] write(
      Stream stream, long firstSeq, int boot, long sentMonotonicMicros, List<byte[]> entries) {
    int size = HEADER_BYTES;
    for (byte[] entry : entries) {
      size += entry.length;
    }
    CborOutput out = new CborOutput(size);
    out.array(6);
    out.whole(VERSION);
    out.whole(stream.ordinal());
    out.whole(firstSeq);
    out.whole(boot);
    out.whole(sentMonotonicMicros);
    out.array(entries.size());
    entries.forEach(out::raw);
    byte[] plain = out.toByteArray();
    if (plain.length < WORTH_COMPRESSING_BYTES) {
      return plain;
    }
    byte[] packed = Zstd.compress(plain, 1);
    return packed.length < plain.length ? packed : plain;
  }

  /// The batch in the bytes.
  ///
  /// @throws WireException if they are none, if one entry is malformed, or if they are more than
  ///   [Batch#MAX_BYTES] or [Batch#MAX_ENTRIES]
  public static Batch read(byte[] bytes) throws WireException {
    return read(bytes, false);
  }

  /// The same for a receiver that must not be held up by one bad entry: an entry that is a CBOR
  /// item but not what the contract says comes as an [UnknownEntry] that keeps its bytes. Its kind
  /// is one that [#isKnown] (or -1, where even the kind cannot be told), its clock UNSYNCED.
  ///
  /// @throws WireException if the bytes around the entries are no batch
  public static Batch readKeepingMalformed(byte[] bytes) throws WireException {
    return read(bytes, true);
  }

  /// Whether this version knows the kind, so that an [UnknownEntry] of it is a malformed one.
  public static boolean isKnown(int kind) {
    return kind <= Kinds.INVENTORY;
  }

  private static Batch read(byte[] bytes, boolean keepMalformed) throws WireException {
    CborInput in = new CborInput(unpacked(bytes));
    int length = in.array("a batch");
    if (length >= 0 && length < ELEMENTS) {
      throw new WireException("a batch has at least " + ELEMENTS + " elements, not " + length);
    }
    long version = in.whole("version");
    if (version != VERSION) {
      throw new WireException("batch version " + version + " is not known, expected " + VERSION);
    }
    Stream stream = STREAMS[in.whole("stream", 0, STREAMS.length - 1)];
    long firstSeq = in.whole("firstSeq");
    int boot = in.whole("boot", 1, Integer.MAX_VALUE);
    long sent = in.whole("sentMonotonicMicros");
    Stamp unread = new Stamp(0, Math.max(0, sent), boot, ClockState.UNSYNCED);
    List<Entry> entries = entries(in, keepMalformed ? unread : null);
    in.skipRest(length, ELEMENTS);
    if (!in.atEnd()) {
      throw new WireException("bytes follow the batch, at byte " + in.position());
    }
    try {
      return new Batch(stream, firstSeq, boot, sent, entries);
    } catch (IllegalArgumentException e) {
      throw new WireException("not a batch: " + e.getMessage(), e);
    }
  }

  /// @param unread the stamp of malformed entries; null when they are refused
  private static List<Entry> entries(CborInput in, @Nullable Stamp unread) throws WireException {
    int length = in.array("entries");
    if (length > Batch.MAX_ENTRIES) {
      throw tooMany();
    }
    List<Entry> entries = new ArrayList<>(Math.max(length, 0));
    while (in.hasMore(length, entries.size())) {
      if (entries.size() == Batch.MAX_ENTRIES) {
        throw tooMany();
      }
      int start = in.position();
      try {
        entries.add(EntryReader.read(in));
      } catch (WireException e) {
        if (unread == null) {
          throw e;
        }
        in.position(start);
        in.skip();
        byte[] item = in.copy(start, in.position());
        entries.add(new UnknownEntry(unread, kindOf(item), item));
      }
    }
    return entries;
  }

  private static int kindOf(byte[] item) {
    CborInput in = new CborInput(item);
    try {
      in.array("an entry");
      return in.whole("kind", 0, Kinds.INVENTORY);
    } catch (WireException e) {
      return -1;
    }
  }

  private static WireException tooMany() {
    return new WireException("a batch has at most " + Batch.MAX_ENTRIES + " entries");
  }

  private static byte[] unpacked(byte[] bytes) throws WireException {
    int limit = Batch.MAX_BYTES + HEADER_BYTES;
    if (bytes.length > limit) {
      throw new WireException("a batch has at most " + limit + " bytes, not " + bytes.length);
    }
    if (bytes.length < 4 || magic(bytes) != ZSTD_MAGIC) {
      return bytes;
    }
    long size = Zstd.getFrameContentSize(bytes);
    if (size < 0 || size > limit) {
      throw new WireException("a batch unpacks to at most " + limit + " bytes, not " + size);
    }
    byte[] plain = new byte[(int) size];
    try {
      long written = Zstd.decompress(plain, bytes);
      if (Zstd.isError(written) || written != size) {
        throw new WireException("the zstd frame of a batch is damaged");
      }
    } catch (ZstdException e) {
      throw new WireException("the zstd frame of a batch is damaged: " + e.getMessage(), e);
    }
    return plain;
  }

  private static int magic(byte[] bytes) {
    return (bytes[0] & 0xFF) << 24
        | (bytes[1] & 0xFF) << 16
        | (bytes[2] & 0xFF) << 8
        | (bytes[3] & 0xFF);
  }
}
