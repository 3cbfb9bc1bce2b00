package org.khue.driver.pjlink;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.khue.driver.TcpPeer;

/// A class 2 projector with a password and two lamps. It greets well in every mood.
final class PjlinkPeer extends TcpPeer {
  private static final String PASSWORD = "JBMIAProjectorLink";

  final List<String> heard = new CopyOnWriteArrayList<>();
  final AtomicInteger greeted = new AtomicInteger();
  private final Map<String, String> values =
      new HashMap<>(
          Map.of(
              "POWR", "1",
              "INPT", "31",
              "ERST", "000120",
              "LAMP", "1200 1 45 0",
              "INF1", "Khue",
              "INF2", "P-2",
              "CLSS", "2",
              "SNUM", "SN7",
              "SVER", "2.1"));

  PjlinkPeer() throws IOException {}

  @Override
  public Map<String, Object> connection() {
    return Map.of("host", "127.0.0.1", "port", port(), "password", PASSWORD);
  }

  @Override
  protected void serve(InputStream in, Mouth mouth) throws IOException {
    String seed = "%08x".formatted(0x498E4A67 + greeted.getAndIncrement());
    mouth.say(("PJLINK 1 " + seed + "\r").getBytes(StandardCharsets.US_ASCII));
    boolean known = false;
    StringBuilder line = new StringBuilder();
    for (int next = in.read(); next >= 0; next = in.read()) {
      if (next != '\r') {
        line.append((char) next);
        continue;
      }
      String said = line.toString();
      line.setLength(0);
      if (!known) {
        if (!said.startsWith(md5(seed + PASSWORD) + "%")) {
          mouth.say("PJLINK ERRA\r".getBytes(StandardCharsets.US_ASCII));
          return;
        }
        known = true;
        said = said.substring(32);
      }
      heard.add(said);
      mouth.say((answer(said) + "\r").getBytes(StandardCharsets.US_ASCII));
    }
  }

  private synchronized String answer(String said) {
    if (!said.matches("%[12][A-Z0-9]{4} .+")) {
      return "%1POWR=ERR1";
    }
    String head = said.substring(0, 6) + "=";
    String command = said.substring(2, 6);
    String value = said.substring(7);
    if (value.equals("?")) {
      return head + values.getOrDefault(command, "ERR1");
    }
    if (command.equals("INPT") && !List.of("11", "31", "32").contains(value)) {
      return head + "ERR2";
    }
    if (command.equals("POWR") && values.getOrDefault("POWR", "").matches("[23]")) {
      return head + "ERR3";
    }
    values.put(command, value);
    return head + "OK";
  }

  private static String md5(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.US_ASCII)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  protected byte[] garbage() {
    return new byte[] {'%', '1', 0, 'x', (byte) 0xFE, '\r', '%'};
  }
}
