package org.khue.driver.pjlink;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import org.khue.driver.ByteLink;
import org.khue.driver.Deadline;
import org.khue.driver.Fault;
import org.khue.driver.LinkException;

/// Greeting, commands and answers on a link. Lines end with a carriage return.
final class PjlinkWire {
  /// A header, a parameter of 128 bytes and the end, with some room for makers' mistakes.
  private static final int LINE_LIMIT_BYTES = 256;

  private final String password;

  /// What the next command begins with: the digest, on a connection's first command only.
  private String prefix = "";

  PjlinkWire(String password) {
    this.password = password;
  }

  /// Takes the projector's first line: `PJLINK 0` for no password, or `PJLINK 1 498e4a67` with the
  /// random number that the password is digested with (section 5).
  void greet(ByteLink link, Deadline deadline) throws LinkException {
    prefix = "";
    String greeting = line(link, deadline);
    if (greeting.equals("PJLINK 0")) {
      return;
    }
    if (greeting.equals("PJLINK ERRA")) {
      throw auth(link);
    }
    if (!greeting.matches("PJLINK 1 [0-9A-Fa-f]{1,32}")) {
      throw protocol(link, "greeted with \"" + greeting + "\", which is no PJLink");
    }
    if (password.isEmpty()) {
      throw new LinkException(
          new Fault.Auth(
              link.target()
                  + " wants a password: write it under `connection: password:`, or switch PJLink"
                  + " authentication off in the projector's menu"));
    }
    prefix = digest(greeting.substring("PJLINK 1 ".length()) + password);
  }

  private static String digest(String text) {
    try {
      MessageDigest md5 = MessageDigest.getInstance("MD5");
      return HexFormat.of().formatHex(md5.digest(text.getBytes(StandardCharsets.US_ASCII)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has MD5", e);
    }
  }

  /// Sends a command and gives what the projector says to it.
  ///
  /// @param version 1 for commands of class 1, 2 for those that came with class 2
  PjlinkAnswer ask(ByteLink link, int version, String command, String value, Deadline deadline)
      throws LinkException {
    String line = prefix + "%" + version + command + " " + value + "\r";
    prefix = "";
    link.write(line.getBytes(StandardCharsets.US_ASCII), deadline);
    String answer = line(link, deadline);
    if (answer.equals("PJLINK ERRA")) {
      throw auth(link);
    }
    String head = answer.length() < 7 ? "" : answer.substring(0, 7).toUpperCase(Locale.ROOT);
    if (!head.equals("%1" + command + "=") && !head.equals("%2" + command + "=")) {
      throw protocol(link, "answered " + command + " with \"" + answer + "\"");
    }
    return PjlinkAnswer.of(command, answer.substring(7));
  }

  private static String line(ByteLink link, Deadline deadline) throws LinkException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    byte[] one = new byte[1];
    while (line.size() <= LINE_LIMIT_BYTES) {
      link.read(one, deadline);
      if (one[0] == '\r') {
        return decoded(link, line.toByteArray());
      }
      // Some makers end their lines with both: the line feed then begins the next line.
      if (one[0] == '\n' && line.size() == 0) {
        continue;
      }
      if (one[0] >= 0 && one[0] < ' ' || one[0] == 0x7F) {
        throw protocol(link, "sent byte 0x%02X in the middle of a line".formatted(one[0]));
      }
      line.write(one[0]);
    }
    throw protocol(link, "sent a line of over " + LINE_LIMIT_BYTES + " bytes");
  }

  private static String decoded(ByteLink link, byte[] line) throws LinkException {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(line)).toString();
    } catch (CharacterCodingException e) {
      throw new LinkException(
          new Fault.Protocol(link.target() + " sent a line that is no text"), e);
    }
  }

  private static LinkException auth(ByteLink link) {
    return new LinkException(
        new Fault.Auth(
            link.target()
                + " refused the password (ERRA): compare `connection: password:` with the one in"
                + " the projector's menu"));
  }

  private static LinkException protocol(ByteLink link, String what) {
    return new LinkException(new Fault.Protocol(link.target() + " " + what));
  }
}
