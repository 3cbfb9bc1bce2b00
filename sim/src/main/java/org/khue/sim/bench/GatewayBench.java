package org.khue.sim.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.khue.sim.demo.Folders;
import org.khue.sim.demo.Parts;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// How soon a gateway is ready and how much memory it holds with all its devices online; medians
/// over several starts. As a reference the same Java machine, with the same options, runs nothing
/// but the printing of its usage. The cloud is away meanwhile, so everything goes into the journal.
@Command(
    name = "gateway",
    description = "A gateway's start and memory with many devices, next to an idle Java machine.")
public final class GatewayBench implements Callable<Integer> {
  private static final Duration ONLINE_WITHIN = Duration.ofSeconds(60);
  private static final int LOCAL_PORT = 24_900;
  private static final int WASTED_MEGABYTES = 64;

  @Option(names = "--devices", defaultValue = "30", description = "(${DEFAULT-VALUE}).")
  private int devices;

  @Option(names = "--runs", defaultValue = "5", description = "Starts (${DEFAULT-VALUE}).")
  private int runs;

  @Option(
      names = "--seconds",
      defaultValue = "30",
      description = "With all devices online, before memory is read (${DEFAULT-VALUE}).")
  private int seconds;

  @Option(names = "--port-base", defaultValue = "0", description = "Shift of all ports.")
  private int shift;

  private final Parts parts = Parts.ofSystemProperties();

  private record Run(long readyMillis, long residentKilobytes, Duration cpu) {}

  @Override
  public Integer call() throws Exception {
    double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    Path directory = Files.createTempDirectory("khue-bench-");
    try {
      Path serial = Files.createDirectory(directory.resolve("serial"));
      Path rooms = Files.createDirectory(directory.resolve("rooms"));
      Path config = configuration(directory, rooms, serial);
      List<String> simulator =
          parts.simulator(
              List.of("--rooms-dir", rooms.toString(), "--port-base", Integer.toString(shift)),
              directory);
      say("playing " + devices + " devices …");
      try (GatewayProcess played = GatewayProcess.start(simulator)) {
        return measure(parts.gateway(config, directory), directory, load);
      }
    } finally {
      Folders.remove(directory);
    }
  }

  private int measure(List<String> command, Path directory, double load) throws Exception {
    // The first start after a build reads everything from disk; it warms up, no more.
    run(command, directory, 0);
    List<Run> measured = new ArrayList<>();
    List<Long> idle = new ArrayList<>();
    for (int i = 1; i <= runs; i++) {
      idle.add(idleMillis(command));
      Run run = run(command, directory, seconds);
      measured.add(run);
      say(
          "start %d: ready after %d ms, %,d kB resident, %d ms of CPU"
              .formatted(i, run.readyMillis, run.residentKilobytes, run.cpu.toMillis()));
    }
    List<String> wasteful = new ArrayList<>(command);
    wasteful.add(wasteful.indexOf("-cp"), "-Xms" + WASTED_MEGABYTES + "m");
    wasteful.add(wasteful.indexOf("-cp"), "-XX:+AlwaysPreTouch");
    long wasted = run(wasteful, directory, 1).residentKilobytes;
    long resident = median(measured.stream().map(Run::residentKilobytes).toList());
    boolean caught = wasted > resident + WASTED_MEGABYTES / 4 * 1024;
    if (!caught) {
      say("FAILED: a heap of %d MB, touched, was not seen".formatted(WASTED_MEGABYTES));
    }
    Map<String, Object> conditions = new LinkedHashMap<>();
    conditions.put("cores", Runtime.getRuntime().availableProcessors());
    conditions.put("loadAverageBefore", Math.round(load * 100) / 100.0);
    conditions.put("java", Runtime.version().toString());
    conditions.put("devices", devices);
    conditions.put("runs", runs);
    conditions.put("secondsOnline", seconds);
    conditions.put("startupCache", command.stream().anyMatch(a -> a.startsWith("-XX:AOTCache=")));
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("bench", "gateway");
    line.put("readyMs", median(measured.stream().map(Run::readyMillis).toList()));
    line.put("residentMb", Math.round(resident / 102.4) / 10.0);
    line.put("cpuMs", median(measured.stream().map(run -> run.cpu.toMillis()).toList()));
    line.put("idleJavaMs", median(idle));
    line.put("plantedFaultCaught", caught);
    line.put("conditions", conditions);
    System.out.println(new ObjectMapper().writeValueAsString(line));
    return caught ? 0 : 1;
  }

  /// One start with an empty data directory.
  private Run run(List<String> command, Path directory, int secondsOnline) throws Exception {
    Folders.remove(directory.resolve("data"));
    try (GatewayProcess gateway = GatewayProcess.start(command)) {
      long end = System.nanoTime() + ONLINE_WITHIN.toNanos();
      long online = GatewayProcess.online(LOCAL_PORT + shift);
      while (online < devices) {
        if (System.nanoTime() > end) {
          throw new IOException("only %d of %d devices came online".formatted(online, devices));
        }
        Thread.sleep(Duration.ofMillis(200));
        online = GatewayProcess.online(LOCAL_PORT + shift);
      }
      Thread.sleep(Duration.ofSeconds(secondsOnline));
      return new Run(gateway.readyMillis(), gateway.residentKilobytes(), gateway.cpu());
    }
  }

  private static long idleMillis(List<String> command) throws IOException, InterruptedException {
    List<String> usage = new ArrayList<>(command);
    usage.removeIf(argument -> argument.startsWith("-XX:AOTCache="));
    usage = usage.subList(0, usage.indexOf("--config"));
    long begin = System.nanoTime();
    new ProcessBuilder(usage)
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start()
        .waitFor();
    return (System.nanoTime() - begin) / 1_000_000;
  }

  private Path configuration(Path directory, Path rooms, Path serial) throws IOException {
    Path firmware = parts.home().resolve("firmware-config");
    Path room = ManyDevices.write(firmware.resolve("rooms"), rooms, serial, devices, shift);
    Files.writeString(directory.resolve("secret.txt"), "bench\n");
    return Files.writeString(
        directory.resolve("gateway.yaml"),
        """
        gateway: bench
        data: data
        room: "%s"
        profiles: "%s"
        cloud: { mqtt: "tcp://127.0.0.1:1", secret-file: secret.txt }
        room-broker: { embedded: "127.0.0.1:%d" }
        local-site: "127.0.0.1:%d"
        """
            .formatted(
                room,
                firmware.resolve("profiles"),
                ManyDevices.BROKER_PORT + shift,
                LOCAL_PORT + shift));
  }

  private static long median(List<Long> values) {
    List<Long> sorted = new ArrayList<>(values);
    Collections.sort(sorted);
    return sorted.get(sorted.size() / 2);
  }

  private static void say(String text) {
    System.err.println("bench gateway: " + text);
  }
}
