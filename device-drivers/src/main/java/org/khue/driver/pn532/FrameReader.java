package org.khue.driver.pn532;

import org.khue.driver.ByteLink;
import org.khue.driver.Deadline;
import org.khue.driver.Fault;
import org.khue.driver.LinkException;

/// Finds frames in what comes over the line. It begins anew for each exchange, after the line was
/// drained.
final class FrameReader {
  private static final int JUNK_LIMIT_BYTES = 1_024;
  private static final int START = 0xFF;

  private final ByteLink link;
  private final byte[] chunk = new byte[512];
  private int at;
  private int filled;

  FrameReader(ByteLink link) {
    this.link = link;
  }

  /// The next frame.
  ///
  /// @throws LinkException with [Fault.Protocol] when a sum is wrong, and instead of a timeout when
  ///   bytes came that are no frame
  Frame next(Deadline deadline) throws LinkException {
    findStart(deadline);
    int length = read(deadline);
    int check = read(deadline);
    if (length == 0 && check == 0xFF) {
      return new Frame.Ack();
    }
    if (length == 0xFF && check == 0) {
      return new Frame.Nack();
    }
    if (length == 0xFF && check == 0xFF) {
      int high = read(deadline);
      int low = read(deadline);
      length = high << 8 | low;
      check = read(deadline) + high;
      return body(length, (check + low) & 0xFF, deadline);
    }
    return body(length, (check + length) & 0xFF, deadline);
  }

  private void findStart(Deadline deadline) throws LinkException {
    int junk = 0;
    int last = -1;
    try {
      for (int seen = 0; seen < JUNK_LIMIT_BYTES; seen++) {
        int next = read(deadline);
        if (last == 0 && next == START) {
          return;
        }
        if (next != 0) {
          junk++;
        }
        last = next;
      }
    } catch (LinkException e) {
      if (e.fault() instanceof Fault.Timeout && junk > 0) {
        throw new LinkException(
            new Fault.Protocol(
                "%s sent %d byte(s) that are no PN532 frame: is it a PN532, set to HSU, at the right speed?"
                    .formatted(link.target(), junk)),
            e);
      }
      throw e;
    }
    throw new LinkException(
        new Fault.Protocol(link.target() + " sends without end, but no PN532 frame"));
  }

  private Frame body(int length, int lengthSum, Deadline deadline) throws LinkException {
    if (lengthSum != 0 || length == 0 || length > Frame.LENGTH_LIMIT) {
      throw damaged("its length");
    }
    byte[] data = new byte[length];
    int sum = 0;
    for (int i = 0; i < length; i++) {
      data[i] = (byte) read(deadline);
      sum += data[i];
    }
    if (((sum + read(deadline)) & 0xFF) != 0) {
      throw damaged("its sum");
    }
    if (length == 1 && (data[0] & 0xFF) == 0x7F) {
      return new Frame.SyntaxError();
    }
    if ((data[0] & 0xFF) != Frame.FROM_CHIP || length < 2) {
      throw damaged("its direction");
    }
    byte[] content = new byte[length - 1];
    System.arraycopy(data, 1, content, 0, content.length);
    return new Frame.Information(content);
  }

  private LinkException damaged(String what) {
    return new LinkException(
        new Fault.Protocol(link.target() + " sent a damaged frame: " + what + " is wrong"));
  }

  private int read(Deadline deadline) throws LinkException {
    if (at == filled) {
      filled = link.read(chunk, deadline);
      at = 0;
    }
    return chunk[at++] & 0xFF;
  }
}
