package org.khue.driver.scpi;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.khue.driver.TcpPeer;

/// A power supply with an error queue.
final class ScpiPeer extends TcpPeer {
  static final String WHO = "Khuê works,PSU-1,SN 42,1.0.3";

  final List<String> heard = new CopyOnWriteArrayList<>();
  private final Deque<String> errors = new ArrayDeque<>();
  private volatile double volts = 5;

  ScpiPeer() throws IOException {}

  @Override
  protected void serve(InputStream in, Mouth mouth) throws IOException {
    BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.US_ASCII));
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      heard.add(line);
      String answer = answer(line.strip());
      if (!answer.isEmpty()) {
        mouth.say((answer + "\r\n").getBytes(StandardCharsets.UTF_8));
      }
    }
  }

  private synchronized String answer(String line) {
    switch (line) {
      case "*IDN?":
        return WHO;
      case "*OPC?":
        return "1";
      case "*CLS":
        errors.clear();
        return "";
      case "SYSTem:ERRor?":
        return errors.isEmpty() ? "0,\"No error\"" : errors.removeFirst();
      case "VOLTage?", "MEASure:VOLTage?":
        return "%+.4E".formatted(volts);
      case "OUTPut?":
        return "1";
      case "MODE?":
        return "\"CV\"";
      case "SCReen?":
        return "#15hello";
      case "MEASure:ALL?":
        return "1.5, 2.5,CV";
      default:
        if (line.startsWith("VOLTage ")) {
          setVolts(line.substring(8));
        } else {
          errors.addLast("-113,\"Undefined header\"");
        }
        return "";
    }
  }

  private void setVolts(String number) {
    try {
      volts = Double.parseDouble(number);
    } catch (NumberFormatException e) {
      errors.addLast("-104,\"Data type error\"");
    }
  }

  @Override
  protected byte[] garbage() {
    return new byte[] {'1', 0, (byte) 0xFF, 27, '\n', 3, 'x'};
  }
}
