package org.khue.driver.link;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/// What a host and a device said to each other, in order.
///
/// Written as text, a line a turn:
///
/// ```
/// # the device is asked who it is
/// > "*IDN?\n"
/// < "Khuê works,T1,7,1.0\n"
/// < 0D 0A
/// ! hang up
/// ```
///
/// `>` is what the host sends, `<` what the device answers: text in quotes, with `\n`, `\r`, `\"`
/// and `\\`, or bytes as hexadecimal digits. `!` ends the connection.
public record Dialogue(List<Turn> turns) {
  public Dialogue {
    turns = List.copyOf(turns);
  }

  /// One turn.
  public sealed interface Turn {
    /// What the host sends.
    record Ask(byte[] bytes) implements Turn {}

    /// What the device sends.
    record Answer(byte[] bytes) implements Turn {}

    /// The device hangs up.
    record HangUp() implements Turn {}
  }

  public static Turn ask(String text) {
    return new Turn.Ask(text.getBytes(StandardCharsets.UTF_8));
  }

  public static Turn answer(String text) {
    return new Turn.Answer(text.getBytes(StandardCharsets.UTF_8));
  }

  public static Dialogue of(Turn... turns) {
    return new Dialogue(List.of(turns));
  }

  /// @throws IllegalArgumentException naming the line that is wrong
  public static Dialogue parse(String text) {
    List<Turn> turns = new ArrayList<>();
    List<String> lines = text.lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).strip();
      if (line.isEmpty() || line.startsWith("#")) {
        continue;
      }
      try {
        turns.add(turn(line.charAt(0), line.substring(1).strip()));
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException("line " + (i + 1) + ": " + e.getMessage(), e);
      }
    }
    return new Dialogue(turns);
  }

  private static Turn turn(char sign, String said) {
    return switch (sign) {
      case '>' -> new Turn.Ask(bytes(said));
      case '<' -> new Turn.Answer(bytes(said));
      case '!' -> new Turn.HangUp();
      default -> throw new IllegalArgumentException("begins with none of > < ! #");
    };
  }

  private static byte[] bytes(String said) {
    if (!said.startsWith("\"")) {
      return HexFormat.of().parseHex(said.replace(" ", "").toLowerCase(Locale.ROOT));
    }
    if (said.length() < 2 || !said.endsWith("\"")) {
      throw new IllegalArgumentException("the closing quote is missing");
    }
    byte[] raw = said.substring(1, said.length() - 1).getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream plain = new ByteArrayOutputStream();
    for (int i = 0; i < raw.length; i++) {
      if (raw[i] != '\\') {
        plain.write(raw[i]);
      } else if (++i < raw.length) {
        plain.write(escaped((char) raw[i]));
      } else {
        throw new IllegalArgumentException("a \\ stands at the end");
      }
    }
    return plain.toByteArray();
  }

  private static int escaped(char sign) {
    return switch (sign) {
      case 'n' -> '\n';
      case 'r' -> '\r';
      case '"' -> '"';
      case '\\' -> '\\';
      default -> throw new IllegalArgumentException("unknown escape \\" + sign);
    };
  }
}
