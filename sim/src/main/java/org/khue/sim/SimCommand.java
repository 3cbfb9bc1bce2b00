package org.khue.sim;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.khue.sim.device.PlaceTakenException;
import org.khue.sim.ledger.LedgerFile;
import org.khue.sim.ledger.LedgerHttp;
import org.khue.sim.ledger.LedgerKeeper;
import org.khue.sim.ledger.LedgerSink;
import org.khue.sim.messages.MessagesCommand;
import org.khue.sim.play.FaultConsole;
import org.khue.sim.play.Settings;
import org.khue.sim.play.Simulation;
import org.khue.sim.registry.RegistryCommand;
import org.khue.sim.room.Room;
import org.khue.sim.room.RoomFileException;
import org.khue.sim.room.RoomFiles;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `./khue sim`: plays rooms of devices on their real wires until it is told to stop.
///
/// Exit codes: 0 stopped by SIGTERM or Ctrl-C, 2 the command line or a room file is wrong, 3 a port
/// or a serial line is taken.
@Command(
    name = "sim",
    subcommands = {MessagesCommand.class, RegistryCommand.class},
    mixinStandardHelpOptions = true,
    description = "Plays rooms of simulated devices on their real wires.")
public final class SimCommand implements Callable<Integer> {
  private static final int WRONG = 2;
  private static final int TAKEN = 3;
  private static final Duration LEDGER_PERIOD = Duration.ofSeconds(2);
  private static final Duration LONGEST_END = Duration.ofSeconds(20);

  @Option(
      names = "--rooms-dir",
      description = "Directory of room files, named NN-<room>.yaml; needed.")
  private @Nullable Path roomsDirectory;

  @Option(
      names = "--serial-dir",
      description =
          "Directory in which relative paths of serial lines begin; by default the directory of room files.")
  private @Nullable Path serialDirectory;

  @Option(
      names = "--speed",
      defaultValue = "1",
      description = "Recorded minutes that pass in a real minute (default: ${DEFAULT-VALUE}).")
  private double speed = 1;

  @Option(
      names = "--port-base",
      defaultValue = "0",
      description = "Shift of the room brokers' ports (default: ${DEFAULT-VALUE}).")
  private int portBase;

  @Option(names = "--ledger", description = "The cloud that is told the ledger, an http URL.")
  private @Nullable URI ledger;

  @Option(names = "--ledger-token-file", description = "File with the ledger's bearer token.")
  private @Nullable Path ledgerTokenFile;

  @Option(names = "--ledger-file", description = "File in which the ledger is kept.")
  private @Nullable Path ledgerFile;

  @Option(
      names = "--seed",
      defaultValue = "1",
      description = "The same seed plays the same rooms (default: ${DEFAULT-VALUE}).")
  private long seed = 1;

  @Option(
      names = "--faults",
      description =
          "Read orders from the standard input: unplug|plug|garbage|hang ROOM DEVICE, network ROOM down|up.")
  private boolean faults;

  public static void main(String[] args) {
    System.exit(new CommandLine(new SimCommand()).execute(args));
  }

  @Override
  public Integer call() throws InterruptedException {
    String problem = problem();
    if (problem != null) {
      return failed(WRONG, problem);
    }
    Path roomFiles = roomsDirectory;
    if (roomFiles == null) {
      return failed(WRONG, "Missing required option: '--rooms-dir=<roomsDirectory>'");
    }
    Path serial = serialDirectory == null ? roomFiles : serialDirectory;
    List<Room> rooms;
    Simulation simulation;
    // Devices are asked as soon as they listen, long before the last one does on a busy machine.
    Instant startedAt = Instant.now();
    try {
      rooms = RoomFiles.read(roomFiles);
      simulation =
          Simulation.start(rooms, new Settings(speed, portBase, serial, seed), steadyClock());
    } catch (RoomFileException e) {
      return failed(WRONG, e.getMessage());
    } catch (PlaceTakenException e) {
      return failed(TAKEN, e.getMessage());
    }
    List<LedgerKeeper> keepers = keepers(simulation, startedAt);
    keepers.forEach(LedgerKeeper::start);
    CountDownLatch told = new CountDownLatch(1);
    CountDownLatch ended = new CountDownLatch(1);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> endOnSignal(told, ended), "end"));
    if (faults) {
      Thread.ofPlatform().name("faults").daemon().start(() -> obey(simulation));
    }
    System.out.println("READY sim rooms=" + rooms.size() + " devices=" + simulation.size());
    told.await();
    simulation.close();
    keepers.forEach(LedgerKeeper::close);
    ended.countDown();
    return 0;
  }

  private @Nullable String problem() {
    if (!(speed > 0 && speed <= 10_000)) {
      return "--speed must be above 0 and at most 10000, not " + speed;
    }
    if ((ledger == null) != (ledgerTokenFile == null)) {
      return "--ledger and --ledger-token-file go together: give both or none";
    }
    if (ledger != null && !List.of("http", "https").contains(String.valueOf(ledger.getScheme()))) {
      return "--ledger must be an http URL, not '" + ledger + "'";
    }
    return null;
  }

  private static int failed(int code, @Nullable String message) {
    System.err.println(message);
    return code;
  }

  /// The wall clock at the start, going on steadily whatever becomes of the wall clock.
  private static InstantSource steadyClock() {
    Instant start = Instant.now();
    long from = System.nanoTime();
    return () -> start.plusNanos(System.nanoTime() - from);
  }

  private List<LedgerKeeper> keepers(Simulation simulation, Instant startedAt) {
    UUID run = UUID.randomUUID();
    List<LedgerSink> sinks = new ArrayList<>();
    if (ledgerFile != null) {
      sinks.add(new LedgerFile(ledgerFile));
    }
    if (ledger != null && ledgerTokenFile != null) {
      sinks.add(new LedgerHttp(ledger, ledgerTokenFile));
    }
    return sinks.stream()
        .map(sink ->
            new LedgerKeeper(
                run, startedAt, InstantSource.system(), simulation::ledger, sink, LEDGER_PERIOD))
        .toList();
  }

  private static void obey(Simulation simulation) {
    try {
      new FaultConsole(simulation)
          .run(
              new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)),
              System.out);
    } catch (IOException e) {
      System.err.println("No more orders can be read: " + e.getMessage());
    }
  }

  /// A virtual machine that ends by a signal would say 143; a clean stop says 0.
  private static void endOnSignal(CountDownLatch told, CountDownLatch ended) {
    told.countDown();
    try {
      if (ended.await(LONGEST_END.toSeconds(), TimeUnit.SECONDS)) {
        Runtime.getRuntime().halt(0);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
