package org.khue.gateway.courier;

import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.khue.contract.Batch;
import org.khue.contract.Stream;
import org.khue.contract.courier.CourierWriter;
import org.khue.contract.wire.BatchCodec;
import org.khue.gateway.clock.GatewayClock;
import org.khue.gateway.identity.CourierIdentity;
import org.khue.gateway.journal.Journal;
import org.khue.gateway.journal.Journal.Stored;

/// Writes what the cloud has not acknowledged into packages on a stick, events first. Nothing is
/// deleted by that: only the cloud's receipt is a reason to.
///
/// A package is there whole or not at all: it is written under another name, synced, and renamed.
/// Each holds at most [#MOST_BYTES], so that one is soon uploaded; they belong in their order.
public final class CourierExport {
  static final long MOST_BYTES = 12L * 1024 * 1024;
  private static final String UNFINISHED = ".unfinished";

  private final Journal journal;
  private final CourierIdentity identity;
  private final GatewayClock clock;
  private final long mostBytes;
  private final Map<Stream, Long> next = new EnumMap<>(Stream.class);

  public CourierExport(Journal journal, CourierIdentity identity, GatewayClock clock) {
    this(journal, identity, clock, MOST_BYTES);
  }

  CourierExport(Journal journal, CourierIdentity identity, GatewayClock clock, long mostBytes) {
    this.journal = journal;
    this.identity = identity;
    this.clock = clock;
    this.mostBytes = mostBytes;
  }

  /// @return the packages, in the order in which they are to be handed in; none if nothing waits
  /// @throws IOException if the stick is full or pulled, or the journal cannot be read; the
  ///   packages that were finished before are whole
  public List<Path> to(Path directory) throws IOException {
    for (Stream stream : Stream.values()) {
      if (!journal.isNumbered(stream)) {
        throw new IOException(
            "this gateway has not reached the cloud with this disk yet, so its entries have no"
                + " numbers: connect it once, then export");
      }
      next.put(stream, journal.depth(stream).acknowledgedSeq() + 1);
    }
    Files.createDirectories(directory);
    List<Path> written = new ArrayList<>();
    while (hasMore()) {
      written.add(packaged(directory, written.size() + 1));
    }
    return written;
  }

  private boolean hasMore() {
    for (Stream stream : Stream.values()) {
      if (seq(stream) <= journal.depth(stream).durableSeq()) {
        return true;
      }
    }
    return false;
  }

  private long seq(Stream stream) {
    return next.getOrDefault(stream, 1L);
  }

  private Path packaged(Path directory, int number) throws IOException {
    String name =
        "%s-%012d-%012d-%03d.khue"
            .formatted(identity.gateway(), seq(Stream.EVENTS), seq(Stream.TELEMETRY), number);
    Path file = directory.resolve(name);
    Path unfinished = directory.resolve(name + UNFINISHED);
    try {
      try (FileChannel channel =
          FileChannel.open(
              unfinished,
              StandardOpenOption.CREATE,
              StandardOpenOption.TRUNCATE_EXISTING,
              StandardOpenOption.WRITE)) {
        OutputStream out = new BufferedOutputStream(new Unclosed(channel), 1 << 16);
        write(out);
        out.flush();
        channel.force(true);
      }
      Files.move(
          unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      return file;
    } catch (IOException e) {
      try {
        Files.deleteIfExists(unfinished);
      } catch (IOException gone) {
        e.addSuppressed(gone);
      }
      throw e;
    }
  }

  private void write(OutputStream out) throws IOException {
    long wall = clock.now().wallMicros() / 1_000;
    CourierWriter writer =
        new CourierWriter(out, identity.gateway(), identity.serial(), wall, identity.cloudKey());
    for (Stream stream : Stream.values()) {
      while (writer.bytes() < mostBytes && seq(stream) <= journal.depth(stream).durableSeq()) {
        List<Stored> entries =
            journal.read(stream, seq(stream), Batch.MAX_ENTRIES, Batch.MAX_BYTES);
        if (entries.isEmpty()) {
          break;
        }
        writer.add(
            BatchCodec.write(
                stream,
                entries.getFirst().seq(),
                clock.boot(),
                clock.time().monotonicMicros(),
                entries.stream().map(Stored::cbor).toList()));
        next.put(stream, entries.getLast().seq() + entries.getLast().span());
      }
    }
    writer.finish(identity::sign);
  }

  /// The channel is synced after the stream's end, and closed by the one who opened it.
  private static final class Unclosed extends FilterOutputStream {
    Unclosed(FileChannel channel) {
      super(Channels.newOutputStream(channel));
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
      out.write(bytes, from, length);
    }

    @Override
    public void close() {}
  }
}
