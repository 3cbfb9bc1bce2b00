package org.khue.gateway.journal.chaos;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/// What was written to a block device, in order, and the disks that a power cut can leave of it.
/// The cuts are asked for in rising order.
final class BlockLog {
  private static final int SECTOR_BYTES = 512;
  private static final int BLOCK_BYTES = 4096;
  private static final int JOURNAL_MAGIC = 0xC03B3998;

  /// @param bytes none for a flush
  /// @param end length of the log up to and with it
  private record Entry(long offset, byte[] bytes, long end) {
    boolean isFlush() {
      return bytes.length == 0;
    }
  }

  private final List<Entry> entries = new ArrayList<>();
  private final byte[] flushed;
  private int flushedEntries;

  /// @param start the disk before the first write
  BlockLog(byte[] start, Path log) throws IOException {
    flushed = start;
    long end = 0;
    try (DataInputStream in = new DataInputStream(Files.newInputStream(log))) {
      while (true) {
        int kind = in.read();
        if (kind < 0) {
          return;
        }
        long offset = in.readLong();
        byte[] bytes = new byte[in.readInt()];
        in.readFully(bytes);
        end += 1 + Long.BYTES + Integer.BYTES + bytes.length;
        entries.add(new Entry(offset, bytes, end));
      }
    } catch (EOFException e) {
      throw new IOException("the log " + log + " ends within an entry", e);
    }
  }

  int size() {
    return entries.size();
  }

  /// Length of the log when so many entries had come.
  long lengthAt(int count) {
    return count == 0 ? 0 : entries.get(count - 1).end();
  }

  /// Writes the disk that is found when the power went after so many entries: what was flushed, and
  /// of the rest any part, sector by sector.
  void cut(int count, RandomGenerator random, Path image) throws IOException {
    int lastFlush = count;
    while (lastFlush > 0 && !entries.get(lastFlush - 1).isFlush()) {
      lastFlush--;
    }
    for (; flushedEntries < lastFlush; flushedEntries++) {
      Entry entry = entries.get(flushedEntries);
      System.arraycopy(entry.bytes(), 0, flushed, (int) entry.offset(), entry.bytes().length);
    }
    try (FileChannel file =
        FileChannel.open(
            image,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      write(file, ByteBuffer.wrap(flushed), 0);
      Fate fate = Fate.values()[random.nextInt(Fate.values().length)];
      for (Entry entry : entries.subList(lastFlush, count)) {
        unflushed(file, entry, fate, random);
      }
    }
  }

  /// What becomes of the writes since the last flush.
  private enum Fate {
    KEPT,
    GONE,
    SOME_WRITES,
    SOME_SECTORS
  }

  private static void unflushed(FileChannel file, Entry entry, Fate fate, RandomGenerator random)
      throws IOException {
    switch (fate) {
      case KEPT -> write(file, ByteBuffer.wrap(entry.bytes()), entry.offset());
      case GONE -> {}
      case SOME_WRITES -> {
        if (random.nextBoolean()) {
          write(file, ByteBuffer.wrap(entry.bytes()), entry.offset());
        }
      }
      case SOME_SECTORS -> {
        int at = 0;
        while (at < entry.bytes().length) {
          int piece = isSuperblock(entry, at) ? BLOCK_BYTES : SECTOR_BYTES;
          int length = Math.min(piece, entry.bytes().length - at);
          if (random.nextBoolean()) {
            write(file, ByteBuffer.wrap(entry.bytes(), at, length), entry.offset() + at);
          }
          at += length;
        }
      }
    }
  }

  /// Whether one of the two blocks that ext4 itself needs whole begins there: its superblock, and
  /// that of its journal (`journal_superblock_t` of jbd2: magic, then type 3 or 4).
  private static boolean isSuperblock(Entry entry, int at) {
    if (entry.offset() + at == 0) {
      return true;
    }
    if (at + 2 * Integer.BYTES > entry.bytes().length) {
      return false;
    }
    ByteBuffer bytes = ByteBuffer.wrap(entry.bytes());
    int type = bytes.getInt(at + Integer.BYTES);
    return bytes.getInt(at) == JOURNAL_MAGIC && (type == 3 || type == 4);
  }

  private static void write(FileChannel file, ByteBuffer bytes, long offset) throws IOException {
    long at = offset;
    while (bytes.hasRemaining()) {
      at += file.write(bytes, at);
    }
  }
}
