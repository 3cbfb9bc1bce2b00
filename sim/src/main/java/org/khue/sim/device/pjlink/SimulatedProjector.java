package org.khue.sim.device.pjlink;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.khue.sim.device.Answer;
import org.khue.sim.device.LessonFollower;
import org.khue.sim.device.Place;
import org.khue.sim.device.TcpDevice;
import org.khue.sim.ledger.Count;
import org.khue.sim.ledger.Ticks;
import org.khue.sim.world.RoomWorld;

/// A projector that speaks PJLink class 1, with a password if its connection has one. In lessons
/// somebody switches it on with the remote control.
///
/// Source: JBMIA, PJLink Specifications version 2.10, sections 2 (protocol), 4 (commands), 5
/// (authentication).
public final class SimulatedProjector extends TcpDevice {
  private static final int LONGEST_LINE = 136;
  private static final Duration IDLE = Duration.ofSeconds(30);
  private static final List<String> INPUTS = List.of("11", "31", "32", "51");

  private final RoomWorld world;
  private final LessonFollower hand;
  private final ProjectorMachine machine;
  private final Greeting greeting;
  private String input = "31";
  private String mute = "30";
  private @Nullable Boolean wanted;

  public SimulatedProjector(Place place) {
    super(place);
    this.world = place.world();
    this.hand = new LessonFollower(world, 0.5);
    long hours = 200 + (long) (place.noise("lamp").unit(0) * 3400);
    this.machine = new ProjectorMachine(Duration.ofHours(hours), world.elapsed());
    this.greeting = new Greeting(place.entry().text("password", ""), place.noise("greeting"));
  }

  @Override
  protected void hold(Socket socket) throws IOException {
    socket.setSoTimeout((int) IDLE.toMillis());
    Greeting.Visit visit = greeting.next();
    InputStream in = new BufferedInputStream(socket.getInputStream());
    say(socket, visit.words());
    try {
      for (String line = readLine(in); line != null; line = readLine(in)) {
        Optional<String> command = visit.admit(line);
        if (command.isEmpty()) {
          say(socket, "PJLINK ERRA");
          return;
        }
        say(socket, answer(command.get()));
      }
    } catch (SocketTimeoutException e) {
      return; // a silent peer is sent away after 30 s, as the specification says
    }
  }

  private void say(Socket socket, String line) throws IOException {
    if (!line.isEmpty()) {
      byte[] bytes = (line + "\r").getBytes(StandardCharsets.UTF_8);
      mouth.say(socket.getOutputStream(), Answer.plain(bytes));
    }
  }

  private static @Nullable String readLine(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int next = in.read(); next != '\r'; next = in.read()) {
      if (next < 0) {
        return null;
      }
      if (line.length() == LONGEST_LINE) {
        throw new IOException("a line longer than PJLink allows");
      }
      if (next != '\n') {
        line.append((char) next);
      }
    }
    return line.toString();
  }

  /// @return the answer without its end; empty for a line that is no command, which is passed over
  synchronized String answer(String line) {
    if (line.length() < 7 || !line.startsWith("%1") || line.charAt(6) != ' ') {
      return line.startsWith("%") ? "%1" + headOf(line) + "=ERR1" : "";
    }
    String command = line.substring(2, 6).toUpperCase(Locale.ROOT);
    String parameter = line.substring(7);
    return "%1"
        + command
        + "="
        + (parameter.equals("?") ? ask(command) : order(command, parameter));
  }

  private static String headOf(String line) {
    return line.length() >= 6 ? line.substring(2, 6) : "";
  }

  private String ask(String command) {
    Duration now = world.elapsed();
    return switch (command) {
      case "POWR" -> String.valueOf(machine.at(now).digit());
      case "INPT" -> input;
      case "AVMT" -> mute;
      case "ERST" -> "000000";
      case "LAMP" -> machine.lampHours(now) + (machine.lampBurns(now) ? " 1" : " 0");
      case "INST" -> String.join(" ", INPUTS);
      case "NAME" -> "Khue projector";
      case "INF1" -> "Khue";
      case "INF2" -> "SIM-3LCD";
      case "INFO" -> "simulated";
      case "CLSS" -> "1";
      default -> "ERR1";
    };
  }

  private String order(String command, String parameter) {
    return switch (command) {
      case "POWR" ->
          switch (parameter) {
            case "1", "0" -> machine.order(parameter.equals("1"), world.elapsed()) ? "OK" : "ERR3";
            default -> "ERR2";
          };
      case "INPT" -> {
        if (!INPUTS.contains(parameter)) {
          yield "ERR2";
        }
        if (!isOn()) {
          yield "ERR3";
        }
        input = parameter;
        yield "OK";
      }
      case "AVMT" -> {
        if (!parameter.matches("[123][01]")) {
          yield "ERR2";
        }
        if (!isOn()) {
          yield "ERR3";
        }
        mute = parameter;
        yield "OK";
      }
      case "ERST", "LAMP", "INST", "NAME", "INF1", "INF2", "INFO", "CLSS" -> "ERR2";
      default -> "ERR1";
    };
  }

  private boolean isOn() {
    return machine.at(world.elapsed()) == ProjectorMachine.State.ON;
  }

  /// A button that is pressed while the projector is busy is pressed again until it takes.
  @Override
  public synchronized void step() {
    switch (hand.step()) {
      case TAKES -> wanted = true;
      case LEAVES -> wanted = false;
      case NOTHING -> {}
    }
    if (wanted != null && machine.order(wanted, world.elapsed())) {
      wanted = null;
    }
  }

  @Override
  public Optional<Ticks> ticks() {
    return Optional.empty();
  }

  /// It has no numbered samples.
  @Override
  public Optional<Count> count() {
    return Optional.empty();
  }
}
