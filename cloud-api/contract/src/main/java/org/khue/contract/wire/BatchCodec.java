package org.khue.contract.wire;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.cbor.CBORGenerator;
import com.github.luben.zstd.Zstd;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.khue.contract.Batch;
import org.khue.contract.Entry;
import org.khue.contract.Stream;

/// Batches as bytes. The receiver tells plain CBOR from zstd by the first bytes.
public final class BatchCodec {
  private static final ObjectMapper CBOR = Mappers.cbor();
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
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(size);
    try (CBORGenerator out = (CBORGenerator) CBOR.getFactory().createGenerator(bytes)) {
      out.writeStartArray(null, 6);
      out.writeNumber(VERSION);
      out.writeNumber(stream.ordinal());
      out.writeNumber(firstSeq);
      out.writeNumber(boot);
      out.writeNumber(sentMonotonicMicros);
      out.writeStartArray(null, entries.size());
      out.flush();
      for (byte[] entry : entries) {
        bytes.write(entry);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("a batch could not be written", e);
    }
    byte[] plain = bytes.toByteArray();
    if (plain.length < WORTH_COMPRESSING_BYTES) {
      return plain;
    }
    byte[] packed = Zstd.compress(plain, 1);
    return packed.length < plain.length ? packed : plain;
  }

  /// The batch in the bytes.
  ///
  /// @throws WireException if they are none, or more than [Batch#MAX_BYTES] or [Batch#MAX_ENTRIES]
  public static Batch read(byte[] bytes) throws WireException {
    byte[] cbor = unpacked(bytes);
    try (JsonParser in = CBOR.getFactory().createParser(cbor)) {
      if (in.nextToken() != JsonToken.START_ARRAY) {
        throw new WireException("a batch is an array, not " + in.currentToken());
      }
      long version = EntryReader.whole(in, "version");
      if (version != VERSION) {
        throw new WireException("batch version " + version + " is not known, expected " + VERSION);
      }
      Stream stream = stream(EntryReader.whole(in, "stream"));
      long firstSeq = EntryReader.whole(in, "firstSeq");
      int boot = (int) EntryReader.whole(in, "boot");
      long sent = EntryReader.whole(in, "sentMonotonicMicros");
      List<Entry> entries = entries(in, cbor);
      EntryReader.skipToEnd(in);
      return new Batch(stream, firstSeq, boot, sent, entries);
    } catch (WireException e) {
      throw e;
    } catch (IOException | IllegalArgumentException e) {
      throw new WireException("not a batch: " + e.getMessage(), e);
    }
  }

  private static List<Entry> entries(JsonParser in, byte[] cbor) throws IOException {
    if (in.nextToken() != JsonToken.START_ARRAY) {
      throw new WireException("entries must be an array, not " + in.currentToken());
    }
    List<Entry> entries = new ArrayList<>();
    while (in.nextToken() != JsonToken.END_ARRAY) {
      if (entries.size() == Batch.MAX_ENTRIES) {
        throw new WireException("a batch has at most " + Batch.MAX_ENTRIES + " entries");
      }
      entries.add(EntryReader.read(in, cbor));
    }
    return entries;
  }

  private static Stream stream(long ordinal) throws WireException {
    Stream[] streams = Stream.values();
    if (ordinal < 0 || ordinal >= streams.length) {
      throw new WireException("stream is " + ordinal + ", expected 0 (events) or 1 (telemetry)");
    }
    return streams[(int) ordinal];
  }

  private static byte[] unpacked(byte[] bytes) throws WireException {
    if (bytes.length < 4 || magic(bytes) != ZSTD_MAGIC) {
      return bytes;
    }
    int limit = Batch.MAX_BYTES + HEADER_BYTES;
    long size = Zstd.getFrameContentSize(bytes);
    if (size < 0 || size > limit) {
      throw new WireException("a batch unpacks to at most " + limit + " bytes, not " + size);
    }
    byte[] plain = new byte[(int) size];
    long written = Zstd.decompress(plain, bytes);
    if (Zstd.isError(written) || written != size) {
      throw new WireException("the zstd frame of a batch is damaged");
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
