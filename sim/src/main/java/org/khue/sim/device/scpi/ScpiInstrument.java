package org.khue.sim.device.scpi;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.khue.sim.device.Answer;
import org.khue.sim.device.Place;
import org.khue.sim.device.TcpDevice;

/// An instrument on a raw TCP socket: lines of SCPI in, lines out. It knows the mandatory commands
/// of IEEE 488.2 and SCPI-99 and, as a simulator, `SIM:TICK?`, which numbers the samples: each
/// answer takes the next number.
abstract class ScpiInstrument extends TcpDevice {
  private static final int LONGEST_LINE = 1024;
  private static final int OVERRUN = -2;
  private static final int END = -1;

  private final StatusRegisters status = new StatusRegisters();
  private final ScpiTree tree = new ScpiTree();
  private List<Long> ticksOfMessage = new ArrayList<>();

  /// @param model as `*IDN?` tells it, between maker and serial number
  ScpiInstrument(Place place, String model) {
    super(place);
    String serial = "SIM" + (10_000 + (int) (place.noise("serial number").unit(0) * 89_999));
    tree.add("*IDN?", none -> "Khue," + model + "," + serial + ",1.0")
        .add("*OPC?", none -> "1")
        .add("*OPC", none -> raise(StatusRegisters.OPERATION_COMPLETE))
        .add("*WAI", none -> null)
        .add("*TST?", none -> "0")
        .add("*RST", none -> done(this::reset))
        .add("*CLS", none -> done(status::clear))
        .add("*ESR?", none -> String.valueOf(status.takeEvents()))
        .add("*ESE", this::enable)
        .add("*ESE?", none -> String.valueOf(status.enabled()))
        .add("*SRE", none -> null)
        .add("*SRE?", none -> "0")
        .add("*STB?", none -> String.valueOf(status.statusByte()))
        .add("SYSTem:ERRor[:NEXT]?", none -> status.nextError())
        .add("SYSTem:VERSion?", none -> "1999.0")
        .add("SIM:TICK?", none -> tick());
    commands(tree);
  }

  /// Adds what this instrument can do besides.
  abstract void commands(ScpiTree tree);

  /// Back to the state after switching on.
  abstract void reset();

  @Override
  protected void hold(Socket socket) throws IOException {
    InputStream in = new BufferedInputStream(socket.getInputStream());
    StringBuilder line = new StringBuilder();
    while (true) {
      int end = readLine(in, line);
      if (end == END) {
        return;
      }
      Answer answer = end == OVERRUN ? overrun() : answer(line.toString());
      if (answer.bytes().length > 0) {
        mouth.say(socket.getOutputStream(), answer);
      }
    }
  }

  private static int readLine(InputStream in, StringBuilder line) throws IOException {
    line.setLength(0);
    boolean tooLong = false;
    int next = in.read();
    while (next != '\n' && next != END) {
      if (line.length() == LONGEST_LINE) {
        tooLong = true;
      } else {
        line.append((char) next);
      }
      next = in.read();
    }
    return next == END ? END : tooLong ? OVERRUN : next;
  }

  private synchronized Answer overrun() {
    status.add(ScpiError.inputOverrun());
    return Answer.plain(new byte[0]);
  }

  synchronized Answer answer(String message) {
    ticksOfMessage = new ArrayList<>();
    List<String> answers = tree.run(message, status);
    String line = answers.isEmpty() ? "" : String.join(";", answers) + "\n";
    return new Answer(line.getBytes(StandardCharsets.US_ASCII), ticksOfMessage);
  }

  private String tick() {
    long tick = ticks.take();
    ticksOfMessage.add(tick);
    return String.valueOf(tick);
  }

  private @Nullable String enable(String mask) throws ScpiError {
    status.enable((int) ScpiValue.number(mask, "", 0, 255));
    return null;
  }

  private @Nullable String raise(int event) {
    status.raise(event);
    return null;
  }

  static @Nullable String done(Runnable action) {
    action.run();
    return null;
  }
}
