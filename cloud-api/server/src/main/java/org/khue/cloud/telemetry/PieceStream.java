package org.khue.cloud.telemetry;

import java.io.InputStream;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Bytes that are made piece by piece, as they are read.
final class PieceStream extends InputStream {
  private final Supplier<byte @Nullable []> pieces;
  private byte[] piece = new byte[0];
  private int position;
  private boolean ended;

  /// @param pieces none of them empty; null at the end, after which it is not asked again
  PieceStream(Supplier<byte @Nullable []> pieces) {
    this.pieces = pieces;
  }

  @Override
  public int read() {
    return ready() ? piece[position++] & 0xFF : -1;
  }

  @Override
  public int read(byte[] into, int offset, int length) {
    if (length == 0) {
      return 0;
    }
    if (!ready()) {
      return -1;
    }
    int count = Math.min(length, piece.length - position);
    System.arraycopy(piece, position, into, offset, count);
    position += count;
    return count;
  }

  @Override
  public int available() {
    return piece.length - position;
  }

  private boolean ready() {
    if (position == piece.length && !ended) {
      byte[] next = pieces.get();
      ended = next == null;
      piece = next == null ? new byte[0] : next;
      position = 0;
    }
    return position < piece.length;
  }
}
