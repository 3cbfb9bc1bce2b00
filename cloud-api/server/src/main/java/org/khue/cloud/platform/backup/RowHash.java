package org.khue.cloud.platform.backup;

import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.util.Arrays;

/// Counts and hashes the rows of a `COPY … (FORMAT binary)` stream on its way to somewhere else.
///
/// The hash is the sum, modulo 2^128, of the first 128 bits of the SHA-256 of each row's bytes (all
/// its fields with their lengths): the order of rows does not matter, which a database does not
/// keep. It shows that two tables hold the same rows; against tampering the files have a SHA-256 of
/// their own. Form of the stream: PostgreSQL documentation, COPY, "Binary Format".
final class RowHash extends OutputStream {
  private static final int HEADER = 19;
  private static final int EXTENSION_LENGTH_AT = 15;
  private static final int LENGTH = 4;

  private final OutputStream next;
  private final MessageDigest digest = Hex.sha256();
  private final byte[] word = new byte[HEADER];
  private int wordWanted = HEADER;
  private int wordHas;
  private State state = State.HEADER;
  private int fieldsLeft;
  private long bytesLeft;
  private long rows;
  private long bytes;
  private long high;
  private long low;

  private enum State {
    HEADER,
    EXTENSION,
    FIELD_COUNT,
    FIELD_LENGTH,
    FIELD,
    END
  }

  RowHash(OutputStream next) {
    this.next = next;
  }

  long rows() {
    return rows;
  }

  /// Bytes that went through.
  long bytes() {
    return bytes;
  }

  /// Whether the stream came to its proper end.
  boolean isWhole() {
    return state == State.END;
  }

  String hash() {
    return "%016x%016x".formatted(high, low);
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] data, int from, int length) throws IOException {
    next.write(data, from, length);
    bytes += length;
    int at = from;
    int end = from + length;
    while (at < end) {
      at =
          state == State.FIELD || state == State.EXTENSION
              ? skip(data, at, end)
              : take(data, at, end);
    }
  }

  private int skip(byte[] data, int at, int end) {
    int now = (int) Math.min(bytesLeft, end - at);
    if (state == State.FIELD) {
      digest.update(data, at, now);
    }
    bytesLeft -= now;
    if (bytesLeft == 0) {
      if (state == State.EXTENSION) {
        expect(State.FIELD_COUNT, 2);
      } else {
        fieldDone();
      }
    }
    return at + now;
  }

  private int take(byte[] data, int at, int end) throws IOException {
    if (state == State.END) {
      throw new IOException("bytes after the end of a table's stream");
    }
    int now = Math.min(wordWanted - wordHas, end - at);
    System.arraycopy(data, at, word, wordHas, now);
    wordHas += now;
    if (wordHas == wordWanted) {
      wordDone();
    }
    return at + now;
  }

  private void wordDone() throws IOException {
    switch (state) {
      case HEADER -> {
        if (!new String(word, 0, 6, java.nio.charset.StandardCharsets.US_ASCII).equals("PGCOPY")) {
          throw new IOException("this is no table's stream");
        }
        bytesLeft = number(EXTENSION_LENGTH_AT, LENGTH);
        state = State.EXTENSION;
        if (bytesLeft == 0) {
          expect(State.FIELD_COUNT, 2);
        }
      }
      case FIELD_COUNT -> {
        fieldsLeft = (short) number(0, 2);
        if (fieldsLeft < 0) {
          state = State.END;
        } else {
          digest.update(word, 0, 2);
          expect(State.FIELD_LENGTH, LENGTH);
          if (fieldsLeft == 0) {
            rowDone();
          }
        }
      }
      case FIELD_LENGTH -> {
        digest.update(word, 0, LENGTH);
        bytesLeft = (int) number(0, LENGTH);
        if (bytesLeft <= 0) {
          fieldDone();
        } else {
          state = State.FIELD;
        }
      }
      case EXTENSION, FIELD, END -> throw new IllegalStateException("no word is read here");
    }
  }

  private void fieldDone() {
    fieldsLeft--;
    if (fieldsLeft == 0) {
      rowDone();
    } else {
      expect(State.FIELD_LENGTH, LENGTH);
    }
  }

  private void rowDone() {
    byte[] row = digest.digest();
    long before = low;
    low += Hex.number(row, 8);
    high += Hex.number(row, 0) + (Long.compareUnsigned(low, before) < 0 ? 1 : 0);
    rows++;
    expect(State.FIELD_COUNT, 2);
  }

  private void expect(State then, int length) {
    state = then;
    wordWanted = length;
    wordHas = 0;
    Arrays.fill(word, (byte) 0);
  }

  private long number(int from, int length) {
    long number = 0;
    for (int i = from; i < from + length; i++) {
      number = number << 8 | word[i] & 0xff;
    }
    return number;
  }

  @Override
  public void flush() throws IOException {
    next.flush();
  }
}
