package org.khue.driver.scpi;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.khue.driver.ByteLink;
import org.khue.driver.Deadline;
import org.khue.driver.Fault;
import org.khue.driver.LinkException;

/// Lines on a link: what is sent ends with a line feed, and so does each answer (IEEE 488.2-1992,
/// section 8.5, as raw sockets carry it).
final class ScpiWire {
  private static final int LINE_LIMIT_BYTES = 8_192;
  private static final int BLOCK_LIMIT_BYTES = 4 << 20;
  private static final int CHUNK_BYTES = 4_096;

  private final ByteLink link;
  private final Deadline deadline;
  private final byte[] chunk = new byte[CHUNK_BYTES];
  private int at;
  private int filled;

  ScpiWire(ByteLink link, Deadline deadline) {
    this.link = link;
    this.deadline = deadline;
  }

  void send(String line) throws LinkException {
    link.write((line + "\n").getBytes(StandardCharsets.US_ASCII), deadline);
  }

  /// The next answer without its line end. A block of bytes, such as a screen picture, is skipped:
  /// `#15hello` becomes `#5`.
  ///
  /// @throws LinkException with [Fault.Protocol] for bytes that no answer has
  String answer() throws LinkException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    while (true) {
      int next = next();
      if (next == '\n') {
        return decoded(line.toByteArray());
      }
      if (next == '#' && line.toString(StandardCharsets.ISO_8859_1).isBlank()) {
        line.writeBytes(("#" + skippedBlock()).getBytes(StandardCharsets.US_ASCII));
        continue;
      }
      if (next < ' ' && next != '\r' && next != '\t' || next == 0x7F) {
        throw protocol("sent byte 0x%02X in the middle of an answer".formatted(next));
      }
      line.write(next);
      if (line.size() > LINE_LIMIT_BYTES) {
        throw protocol("sent a line of over " + LINE_LIMIT_BYTES + " bytes");
      }
    }
  }

  /// Whether bytes came after the last answer that nobody asked for.
  boolean leftOver() {
    return at < filled;
  }

  /// Definite length arbitrary block (IEEE 488.2-1992, section 8.7.9): `#`, the number of digits,
  /// the length in those digits, the bytes.
  ///
  /// @return how many bytes were skipped
  private int skippedBlock() throws LinkException {
    int digits = digit();
    if (digits == 0) {
      throw protocol("sent a block of unknown length, which has no end on a socket");
    }
    int length = 0;
    for (int i = 0; i < digits; i++) {
      length = Math.min(length * 10 + digit(), BLOCK_LIMIT_BYTES + 1);
    }
    if (length > BLOCK_LIMIT_BYTES) {
      throw protocol("sent a block of over " + BLOCK_LIMIT_BYTES + " bytes");
    }
    for (int i = 0; i < length; i++) {
      next();
    }
    return length;
  }

  private int digit() throws LinkException {
    int next = next();
    if (next < '0' || next > '9') {
      throw protocol("sent a block whose length is no number");
    }
    return next - '0';
  }

  private int next() throws LinkException {
    if (at == filled) {
      filled = link.read(chunk, deadline);
      at = 0;
    }
    return chunk[at++] & 0xFF;
  }

  private String decoded(byte[] line) throws LinkException {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(line)).toString().strip();
    } catch (CharacterCodingException e) {
      throw new LinkException(
          new Fault.Protocol(link.target() + " sent an answer that is no text"), e);
    }
  }

  private LinkException protocol(String what) {
    return new LinkException(new Fault.Protocol(link.target() + " " + what));
  }
}
