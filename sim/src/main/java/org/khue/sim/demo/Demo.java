package org.khue.sim.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.khue.sim.demo.Ports.Use;
import org.khue.sim.demo.RoomFiles.DemoRoom;

/// A running chain: one cloud, one simulator, a gateway a room. Each is a process of its own.
public final class Demo implements AutoCloseable {
  private static final Duration START_PATIENCE = Duration.ofSeconds(180);
  private static final Duration GATEWAY_PATIENCE = Duration.ofSeconds(10);
  private static final Duration CLOUD_PATIENCE = Duration.ofSeconds(20);
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(250);

  private final DemoOptions options;
  private final DemoFiles files;
  private final DemoFiles.Written written;
  private final Ports ports;
  private final Part cloud;
  private final Part simulator;
  private final List<Part> gateways;
  private final Summary.Client summaries;
  private final ReentrantLock closing = new ReentrantLock();
  private boolean closed;
  private @Nullable VirtualNetwork network;
  private @Nullable NetworkSwitch networkSwitch;

  private Demo(DemoOptions options, Parts parts, Consumer<String> news)
      throws IOException, DemoProblem {
    this.options = options;
    this.ports = new Ports(options.portShift());
    Path firmwareConfig = parts.home().resolve("firmware-config");
    this.files = new DemoFiles(options, ports, firmwareConfig);
    this.written = files.write();
    refuseTakenPorts();
    Path logs = Files.createDirectories(options.data().resolve("logs"));
    Path temporary = options.data().resolve("tmp");
    Folders.remove(temporary);
    Files.createDirectories(temporary);
    this.cloud =
        new Part(
            "cloud",
            parts.cloud(written.cloudConfig(), temporary),
            logs.resolve("cloud.log"),
            news);
    this.simulator =
        new Part(
            "sim", parts.simulator(simulatorArguments(), temporary), logs.resolve("sim.log"), news);
    this.gateways = new ArrayList<>();
    for (int i = 0; i < options.rooms(); i++) {
      String name = written.rooms().get(i).gateway();
      gateways.add(
          new Part(
              name,
              parts.gateway(written.gateways().get(i), temporary),
              logs.resolve(name + ".log"),
              news));
    }
    this.summaries = new Summary.Client(url(), written.readToken());
  }

  /// Writes the configuration below `options.data()`; nothing runs yet.
  ///
  /// @param news gets a line when something happens that a person may want to know
  /// @throws DemoProblem if the project is not built or a port is taken
  public static Demo prepare(DemoOptions options, Parts parts, Consumer<String> news)
      throws IOException, DemoProblem {
    List<String> missing = parts.missing();
    if (!missing.isEmpty()) {
      throw new DemoProblem(
          "not built: %s is missing. Run: mvn package -DskipTests".formatted(missing), 1);
    }
    return new Demo(options, parts, news);
  }

  /// Starts all parts and waits until data of every gateway has been committed.
  public Summary start() throws IOException, InterruptedException, DemoProblem {
    VirtualNetwork cable = new VirtualNetwork(ports.network(), cloudMqtt());
    network = cable;
    networkSwitch = new NetworkSwitch(ports.networkSwitch(), cable, written.networkToken());
    cloud.start();
    simulator.start();
    if (options.claimed()) {
      claimGateways();
    }
    for (Part gateway : gateways) {
      gateway.start();
    }
    for (Part part : parts()) {
      String problem = part.awaitReady(START_PATIENCE);
      if (problem != null) {
        throw new DemoProblem(problem, 1);
      }
    }
    describe();
    return awaitData();
  }

  private void claimGateways() throws IOException, InterruptedException, DemoProblem {
    String problem = cloud.awaitReady(START_PATIENCE);
    if (problem != null) {
      throw new DemoProblem(problem, 1);
    }
    try (ClaimDesk desk = new ClaimDesk(url())) {
      for (DemoRoom room : written.rooms()) {
        files.claim(room, desk, url().toString());
      }
    }
  }

  /// Revokes the certificate of a claimed gateway, as an officer of the school.
  public void revoke(int room) throws IOException, InterruptedException {
    try (ClaimDesk desk = new ClaimDesk(url())) {
      desk.revoke(written.rooms().get(room).gateway());
    }
  }

  /// Where a gateway's own pages are.
  public URI localSite(int room) {
    return URI.create("http://127.0.0.1:" + ports.localSite(room));
  }

  /// The PIN of those pages.
  public String pin() throws IOException {
    return files.pin();
  }

  private int cloudMqtt() {
    return options.claimed() ? ports.cloudMqttTls() : ports.cloudMqtt();
  }

  private Summary awaitData() throws InterruptedException, DemoProblem {
    long end = System.nanoTime() + START_PATIENCE.toNanos();
    Summary last = null;
    while (System.nanoTime() < end) {
      Optional<Summary> summary = summary();
      if (summary.isPresent()) {
        last = summary.get();
        if (last.readings() > 0 && last.gateways() >= options.rooms()) {
          return last;
        }
      }
      Thread.sleep(BETWEEN_LOOKS);
    }
    throw new DemoProblem(
        "no data from all gateways within %d s (the cloud says: %s); the logs are in %s"
            .formatted(START_PATIENCE.toSeconds(), last, options.data().resolve("logs")),
        1);
  }

  /// Writes the process ids, which change when a part was started again.
  public void describe() throws IOException {
    Map<String, Long> pids = new LinkedHashMap<>();
    for (Part part : parts()) {
      pids.put(part.name(), part.pid());
    }
    files.describe(url().toString(), written.readToken(), pids);
  }

  public URI url() {
    return URI.create("http://localhost:" + ports.cloudHttp());
  }

  public String readToken() {
    return written.readToken();
  }

  /// The cloud's own count; empty while it does not answer.
  public Optional<Summary> summary() throws InterruptedException {
    return summaries.get();
  }

  /// The id of a room's gateway.
  public String gateway(int room) {
    return written.rooms().get(room).gateway();
  }

  /// Where a room's MQTT devices meet their gateway.
  public URI roomBroker(int room) {
    return URI.create("tcp://127.0.0.1:" + ports.roomBroker(room));
  }

  /// The configuration file of a room's gateway.
  public Path gatewayFile(int room) {
    return written.gateways().get(room);
  }

  /// The file of a room as its gateway has it.
  public Path roomFile(int room) {
    return written.rooms().get(room).file();
  }

  /// Pulls the cable between all gateways and the cloud, or puts it back.
  public void plugNetwork(boolean in) {
    VirtualNetwork cable = network;
    if (cable != null) {
      cable.plug(in);
    }
  }

  /// Kills a gateway's process as a power cut would.
  public void killGateway(int room) {
    gateways.get(room).kill();
  }

  /// How often a gateway has started so far that it works.
  public int gatewayStarts(int room) {
    return gateways.get(room).readyLines();
  }

  /// Waits until a gateway has started so often.
  ///
  /// @return whether it has, within the time
  public boolean awaitGatewayStarts(int room, int count, Duration timeout)
      throws InterruptedException {
    return gateways.get(room).awaitReadyLines(count, timeout);
  }

  /// How often a gateway's process ended though nobody had killed it.
  public int gatewayFailures() {
    return gateways.stream().mapToInt(Part::endsOfItsOwn).sum();
  }

  public void killCloud() {
    cloud.kill();
  }

  /// Kills the database server's first process.
  ///
  /// @return whether it was found running
  public boolean killDatabase() throws IOException {
    Optional<Long> pid = databasePid();
    return pid.flatMap(ProcessHandle::of).map(ProcessHandle::destroyForcibly).orElse(false);
  }

  private Optional<Long> databasePid() throws IOException {
    try (Stream<Path> below = Files.walk(options.data().resolve("cloud"), 3)) {
      Optional<Path> file = below.filter(path -> path.endsWith("postmaster.pid")).findFirst();
      if (file.isEmpty()) {
        return Optional.empty();
      }
      return Files.readAllLines(file.get()).stream()
          .findFirst()
          .map(line -> Long.parseLong(line.strip()));
    }
  }

  /// Sends a line to the simulator, such as `unplug vat-li-1 meter`.
  public void tellSimulator(String line) throws IOException {
    simulator.tell(line);
  }

  private List<Part> parts() {
    List<Part> all = new ArrayList<>(List.of(cloud, simulator));
    all.addAll(gateways);
    return all;
  }

  private List<String> simulatorArguments() {
    return List.of(
        "--rooms-dir",
        options.data().resolve("rooms").toString(),
        "--serial-dir",
        options.data().resolve("serial").toString(),
        "--speed",
        Double.toString(options.speed()),
        "--port-base",
        Integer.toString(options.portShift()),
        "--ledger",
        url().resolve("/api/v1/telemetry/ledger").toString(),
        "--ledger-token-file",
        written.ledgerToken().toString(),
        "--seed",
        Long.toString(options.seed()),
        "--faults");
  }

  private void refuseTakenPorts() throws DemoProblem {
    List<Use> uses = new ArrayList<>();
    uses.add(new Use(ports.cloudHttp(), false, "cloud, HTTP"));
    uses.add(new Use(cloudMqtt(), false, "cloud, MQTT"));
    uses.add(new Use(ports.network(), false, "virtual network"));
    uses.add(new Use(ports.networkSwitch(), false, "switch of the virtual network"));
    for (DemoRoom room : written.rooms()) {
      uses.add(new Use(ports.localSite(room.index()), false, "local site of " + room.gateway()));
      uses.add(new Use(ports.roomBroker(room.index()), false, "room broker of " + room.gateway()));
      uses.addAll(room.uses());
    }
    List<String> taken = Ports.taken(uses);
    if (!taken.isEmpty()) {
      throw new DemoProblem(
          String.join("\n", taken)
              + "\nAnother demo may be running. End it, or start this one with --port-base 1000.",
          3);
    }
  }

  /// Ends all parts: the gateways first, the cloud and its database last.
  @Override
  public void close() {
    closing.lock();
    try {
      if (!closed) {
        closed = true;
        stopAll();
      }
    } finally {
      closing.unlock();
    }
  }

  private void stopAll() {
    try {
      List<Thread> stops = new ArrayList<>();
      for (Part gateway : gateways) {
        stops.add(Thread.ofVirtual().start(() -> stop(gateway, GATEWAY_PATIENCE)));
      }
      for (Thread stop : stops) {
        stop.join();
      }
      stop(simulator, GATEWAY_PATIENCE);
      stop(cloud, CLOUD_PATIENCE);
      closeNetwork();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      summaries.close();
    }
  }

  private void closeNetwork() {
    try {
      if (networkSwitch != null) {
        networkSwitch.close();
      }
      if (network != null) {
        network.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the virtual network could not be closed", e);
    }
  }

  private static void stop(Part part, Duration patience) {
    try {
      part.stop(patience);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// Why a demo cannot run, in words for the person who started it.
  public static final class DemoProblem extends Exception {
    private static final long serialVersionUID = 1L;

    private final int exitCode;

    DemoProblem(@Nullable String message, int exitCode) {
      super(message);
      this.exitCode = exitCode;
    }

    public int exitCode() {
      return exitCode;
    }
  }
}
