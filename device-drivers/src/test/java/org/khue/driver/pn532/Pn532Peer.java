package org.khue.driver.pn532;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.khue.driver.ContractPeer;
import org.khue.driver.link.Pty;

/// A PN532 on a pseudo terminal that a symbolic link leads to.
final class Pn532Peer implements ContractPeer {
  /// Bytes of each WriteGPIO that came, P3 only.
  final List<Integer> lamps = new CopyOnWriteArrayList<>();

  private final Path folder;
  private final Path link;
  private volatile Mood mood = Mood.WELL;
  private volatile byte @Nullable [] card;
  private volatile int corruptAnswers;
  private @Nullable Pty pty;

  Pn532Peer() throws IOException {
    folder = Files.createTempDirectory("reader");
    link = folder.resolve("reader");
    plugIn();
  }

  private synchronized void plugIn() {
    try {
      Pty fresh = new Pty();
      fresh.linkAt(link);
      pty = fresh;
      Thread.ofPlatform().name("reader peer").start(() -> live(fresh));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void show(String uid) {
    card = HexFormat.of().parseHex(uid);
  }

  void takeAway() {
    card = null;
  }

  /// The next answers arrive with one bit turned; a NACK gets them once more, whole.
  void corrupt(int answers) {
    corruptAnswers = answers;
  }

  private void live(Pty line) {
    byte[] buffer = new byte[512];
    byte[] last = new byte[0];
    ByteArrayOutputStream heard = new ByteArrayOutputStream();
    try {
      for (int count = line.receive(buffer); count >= 0; count = line.receive(buffer)) {
        heard.write(buffer, 0, count);
        byte[] all = heard.toByteArray();
        int at = 0;
        for (int start = start(all, at); start >= 0; start = start(all, at)) {
          int length = all[start + 2] & 0xFF;
          if (length == 0) {
            at = start + 4;
            continue;
          }
          if (length == 0xFF) {
            say(line, last);
            at = start + 4;
            continue;
          }
          int end = start + 4 + length + 1;
          if (all.length < end) {
            break;
          }
          at = end;
          byte[] command = Arrays.copyOfRange(all, start + 5, end - 1);
          if (sum(all, start + 4, end) == 0 && command.length > 0) {
            last = answer(command);
            say(line, join(Frame.ack(), spoiled(last)));
          }
        }
        heard.reset();
        heard.write(all, at, all.length - at);
      }
    } catch (IOException e) {
      // The terminal was closed: this reader is unplugged.
    }
  }

  /// Where the next whole head of a frame begins, or -1.
  private static int start(byte[] all, int from) {
    for (int i = from; i + 4 <= all.length; i++) {
      if (all[i] == 0 && (all[i + 1] & 0xFF) == 0xFF) {
        return i;
      }
    }
    return -1;
  }

  private static int sum(byte[] all, int from, int to) {
    int sum = 0;
    for (int i = from; i < to; i++) {
      sum += all[i];
    }
    return sum & 0xFF;
  }

  private byte[] answer(byte[] command) {
    return switch (command[0]) {
      case 0x02 -> frame(0x03, 0x32, 1, 6, 7);
      case 0x14 -> frame(0x15);
      case 0x32 -> frame(0x33);
      case 0x0E -> {
        lamps.add(command[1] & 0xFF);
        yield frame(0x0F);
      }
      case 0x4A -> search();
      default -> HexFormat.of().parseHex("0000ff01ff7f8100");
    };
  }

  private byte[] search() {
    byte[] uid = card;
    if (uid == null) {
      return frame(0x4B, 0);
    }
    int[] data = new int[6 + uid.length];
    data[0] = 1;
    data[1] = 1;
    data[3] = 4;
    data[4] = 8;
    data[5] = uid.length;
    for (int i = 0; i < uid.length; i++) {
      data[6 + i] = uid[i];
    }
    return frame(0x4B, data);
  }

  static byte[] frame(int code, int... data) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    int length = data.length + 2;
    out.writeBytes(new byte[] {0, 0, (byte) 0xFF, (byte) length, (byte) -length});
    int sum = 0xD5 + code;
    out.write(0xD5);
    out.write(code);
    for (int each : data) {
      out.write(each);
      sum += each;
    }
    out.write(-sum);
    out.write(0);
    return out.toByteArray();
  }

  private byte[] spoiled(byte[] answer) {
    if (corruptAnswers == 0) {
      return answer;
    }
    corruptAnswers--;
    byte[] copy = answer.clone();
    copy[6] ^= 0x10;
    return copy;
  }

  private static byte[] join(byte[] first, byte[] second) {
    byte[] all = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, all, first.length, second.length);
    return all;
  }

  private void say(Pty line, byte[] answer) throws IOException {
    switch (mood) {
      case WELL -> line.send(answer);
      case SILENT -> {}
      case GARBAGE -> line.send(HexFormat.of().parseHex("1234ff0000ff0707d5"));
      case HALF_ANSWER_THEN_HANG_UP -> {
        line.send(Arrays.copyOf(answer, answer.length / 2));
        line.hangUp();
      }
      case SPLIT -> {
        for (byte each : answer) {
          line.send(new byte[] {each});
          Thread.yield();
        }
      }
    }
  }

  @Override
  public Map<String, Object> connection() {
    return Map.of("path", link.toString());
  }

  @Override
  public void mood(Mood mood) {
    this.mood = mood;
    if (!Files.exists(link)) {
      plugIn();
    }
  }

  @Override
  public synchronized void hangUp() {
    Pty line = pty;
    if (line != null) {
      try {
        line.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  @Override
  public void close() {
    hangUp();
    try {
      Files.deleteIfExists(link);
      Files.deleteIfExists(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
