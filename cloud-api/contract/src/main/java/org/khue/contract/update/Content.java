package org.khue.contract.update;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serial;
import java.security.MessageDigest;

/// The bytes of one file out of a longer stream. Its end is told only after its hash was right.
final class Content extends InputStream {
  private final InputStream in;
  private final UpdateFile file;
  private final MessageDigest digest = Sha256.digest();
  private long left;
  private boolean right;

  /// The content is not the one of the manifest.
  static final class WrongHash extends IOException {
    @Serial private static final long serialVersionUID = 1L;

    WrongHash(UpdateFile file) {
      super(file.path() + " has another SHA-256 than its manifest says");
    }
  }

  Content(InputStream in, UpdateFile file) {
    this.in = in;
    this.file = file;
    left = file.size();
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] into, int from, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    if (left == 0) {
      finish();
      return -1;
    }
    int read = in.read(into, from, (int) Math.min(length, left));
    if (read < 0) {
      throw new EOFException(file.path() + " is cut off");
    }
    digest.update(into, from, read);
    left -= read;
    return read;
  }

  private void finish() throws IOException {
    if (!right && !Sha256.end(digest.digest()).equals(file.sha256())) {
      throw new WrongHash(file);
    }
    right = true;
  }
}
