package org.khue.cloud.platform.db;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A PostgreSQL that this process owns: it listens on loopback only, keeps its data below one
/// directory, is started again when it dies, and ends with its owner.
///
/// How it stays one server a directory: a server left by a killed owner is found by its
/// `postmaster.pid` and stopped before ours starts; PostgreSQL itself refuses a second one.
public final class PostgresServer implements AutoCloseable {
  /// The user and database that it is made with.
  static final String USER = "khue";

  private static final Logger LOG = LoggerFactory.getLogger(PostgresServer.class);
  private static final Path SETSID = Path.of("/usr/bin/setsid");
  private static final Duration START_LIMIT = Duration.ofMinutes(10);
  private static final Duration STOP_LIMIT = Duration.ofSeconds(60);
  private static final Duration OWNER_LIMIT = Duration.ofSeconds(30);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

  private static final Map<String, String> SETTINGS =
      Map.ofEntries(
          Map.entry("listen_addresses", "127.0.0.1"),
          Map.entry("unix_socket_directories", ""),
          Map.entry("fsync", "on"),
          Map.entry("synchronous_commit", "on"),
          Map.entry("full_page_writes", "on"),
          Map.entry("max_connections", "60"),
          Map.entry("shared_buffers", "128MB"),
          Map.entry("wal_buffers", "16MB"),
          Map.entry("max_wal_size", "2GB"),
          Map.entry("checkpoint_timeout", "15min"),
          Map.entry("timezone", "UTC"),
          Map.entry("log_timezone", "UTC"),
          Map.entry("log_error_verbosity", "terse"),
          Map.entry("logging_collector", "on"),
          Map.entry("log_directory", "log"),
          Map.entry("log_filename", "postgresql-%a.log"),
          Map.entry("log_truncate_on_rotation", "on"),
          Map.entry("log_rotation_age", "1d"),
          Map.entry("log_rotation_size", "0"));

  private final Path home;
  private final Path data;
  private final Path programs;
  private final String password;
  private final PGSimpleDataSource source = new PGSimpleDataSource();
  private final Thread supervisor;
  private final Thread lastResort = Thread.ofPlatform().unstarted(this::closeAtExit);
  private final CountDownLatch closed = new CountDownLatch(1);
  private volatile boolean ownerCloses;
  private volatile boolean closing;
  private volatile @Nullable Process process;

  private PostgresServer(Path home, Path programs, String password) {
    this.home = home;
    this.data = home.resolve("data");
    this.programs = programs;
    this.password = password;
    source.setServerNames(new String[] {"127.0.0.1"});
    source.setUser(USER);
    source.setPassword(password);
    source.setDatabaseName(USER);
    source.setLogServerErrorDetail(false); // details quote rows, and rows hold personal data
    supervisor = Thread.ofPlatform().name("postgres-supervisor").daemon().unstarted(this::watch);
  }

  /// Starts the server of the directory, making its data on the first time.
  ///
  /// @throws IOException if it cannot start; the message says why and what to do
  public static PostgresServer start(Path home) throws IOException {
    Path absolute = Files.createDirectories(home.toAbsolutePath().normalize());
    Files.setPosixFilePermissions(absolute, PosixFilePermissions.fromString("rwx------"));
    Path programs = PostgresBinaries.unpacked(absolute);
    PostgresServer server = new PostgresServer(absolute, programs, password(absolute));
    server.stopLeftOver();
    if (!Files.exists(server.data.resolve("PG_VERSION"))) {
      server.initialise();
    }
    Runtime.getRuntime().addShutdownHook(server.lastResort);
    server.launch();
    server.createDatabase();
    server.supervisor.start();
    return server;
  }

  /// Connections to the server; follows it when it comes back on another port.
  public PGSimpleDataSource source() {
    return source;
  }

  /// The process id of the running server; for tests and chaos.
  public long pid() {
    Process running = process;
    return running == null ? -1 : running.pid();
  }

  /// Says that the owner is up and will call [#close] itself when the process is told to end. Until
  /// then an end of the process stops the server at once.
  void ownerIsUp() {
    ownerCloses = true;
  }

  /// Leaves the server to itself, as a killed owner does.
  void abandon() {
    closing = true;
    supervisor.interrupt();
    Runtime.getRuntime().removeShutdownHook(lastResort);
  }

  /// Stops the server. Calling it twice is harmless.
  @Override
  public synchronized void close() {
    closing = true;
    supervisor.interrupt();
    try {
      stop();
    } finally {
      closed.countDown();
    }
  }

  private void closeAtExit() {
    try {
      if (ownerCloses && closed.await(OWNER_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
        return;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    close();
  }

  private void stop() {
    Process running = process;
    if (running == null || !running.isAlive()) {
      return;
    }
    try {
      run(
          List.of(
              program("pg_ctl"), "stop", "-D", data.toString(), "-m", "fast", "-w", "-t", "50"));
    } catch (IOException e) {
      LOG.warn("PostgreSQL did not stop by itself: {}", e.getMessage());
    }
    try {
      if (!running.waitFor(STOP_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
        running.destroyForcibly();
      }
    } catch (InterruptedException e) {
      running.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  private void initialise() throws IOException {
    Path passwordFile = home.resolve("password");
    run(
        List.of(
            program("initdb"),
            "-D",
            data.toString(),
            "-U",
            USER,
            "--auth=scram-sha-256",
            "--pwfile=" + passwordFile,
            "--encoding=UTF8",
            "--locale=C",
            "--locale-provider=builtin",
            "--builtin-locale=C.UTF-8"));
  }

  private void createDatabase() throws IOException {
    try (Connection connection = maintenance().getConnection();
        var statement = connection.createStatement()) {
      var found =
          statement.executeQuery("SELECT 1 FROM pg_database WHERE datname = '" + USER + "'");
      if (!found.next()) {
        statement.execute("CREATE DATABASE " + USER);
      }
    } catch (SQLException e) {
      throw new IOException("the database could not be created: " + e.getMessage(), e);
    }
  }

  /// The database that is always there.
  private PGSimpleDataSource maintenance() {
    PGSimpleDataSource maintenance = new PGSimpleDataSource();
    maintenance.setServerNames(source.getServerNames());
    maintenance.setPortNumbers(source.getPortNumbers());
    maintenance.setUser(USER);
    maintenance.setPassword(password);
    maintenance.setDatabaseName("postgres");
    return maintenance;
  }

  /// Starts the process and waits until it answers.
  private void launch() throws IOException {
    int port = freePort();
    source.setPortNumbers(new int[] {port});
    List<String> command = new ArrayList<>(ownSession());
    command.addAll(asOther());
    command.addAll(List.of(program("postgres"), "-D", data.toString(), "-p", "" + port));
    SETTINGS.forEach((key, value) -> command.addAll(List.of("-c", key + "=" + value)));
    File log = home.resolve("start.log").toFile();
    Process started =
        new ProcessBuilder(command)
            .directory(home.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log)
            .start();
    process = started;
    long end = System.nanoTime() + START_LIMIT.toNanos();
    while (System.nanoTime() < end) {
      if (!started.isAlive()) {
        throw new IOException(
            "PostgreSQL ended while starting (exit code "
                + started.exitValue()
                + "): "
                + tail(log.toPath())
                + "; see also "
                + data.resolve("log"));
      }
      try (Connection connection = maintenance().getConnection()) {
        LOG.info("PostgreSQL runs on 127.0.0.1:{} (process {})", port, started.pid());
        return;
      } catch (SQLException e) {
        LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
      }
    }
    started.destroyForcibly();
    throw new IOException(
        "PostgreSQL did not answer within " + START_LIMIT.toMinutes() + " minutes");
  }

  /// Starts the server again whenever it dies, until [#close].
  private void watch() {
    Duration pause = Duration.ofMillis(100);
    while (!closing) {
      try {
        Process running = Objects.requireNonNull(process);
        int exit = running.waitFor();
        if (closing) {
          return;
        }
        LOG.error("PostgreSQL died (exit code {}); starting it again", exit);
        launch();
        pause = Duration.ofMillis(100);
      } catch (InterruptedException e) {
        return;
      } catch (IOException e) {
        LOG.error(
            "PostgreSQL could not be started again, next try in {}: {}", pause, e.getMessage());
        LockSupport.parkNanos(pause.toNanos());
        pause = pause.multipliedBy(2);
        pause = pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
      }
    }
  }

  /// Stops a server that an owner killed before left in our directory.
  private void stopLeftOver() throws IOException {
    Path pidFile = data.resolve("postmaster.pid");
    if (!Files.exists(pidFile)) {
      return;
    }
    List<String> lines = Files.readAllLines(pidFile);
    if (lines.isEmpty() || !lines.getFirst().strip().matches("[1-9][0-9]{0,9}")) {
      return;
    }
    long pid = Long.parseLong(lines.getFirst().strip());
    boolean ours =
        ProcessHandle.of(pid)
            .flatMap(handle -> handle.info().commandLine())
            .map(line -> line.contains("postgres") && line.contains(data.toString()))
            .orElse(false);
    if (ours) {
      LOG.warn("Stopping the PostgreSQL (process {}) that a killed cloud left behind", pid);
      run(
          List.of(
              program("pg_ctl"), "stop", "-D", data.toString(), "-m", "fast", "-w", "-t", "50"));
    }
  }

  private static String password(Path home) throws IOException {
    Path file = home.resolve("password");
    if (Files.exists(file)) {
      return Files.readString(file).strip();
    }
    byte[] random = new byte[24];
    new SecureRandom().nextBytes(random);
    String password = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(file, password);
    return password;
  }

  private void run(List<String> command) throws IOException {
    List<String> whole = new ArrayList<>(asOther());
    whole.addAll(command);
    Path log = home.resolve("command.log");
    Process ran =
        new ProcessBuilder(whole)
            .directory(home.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    try {
      if (!ran.waitFor(2, TimeUnit.MINUTES)) {
        ran.destroyForcibly();
        throw new IOException(command.getFirst() + " did not end within 2 minutes");
      }
    } catch (InterruptedException e) {
      ran.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while waiting for " + command.getFirst(), e);
    }
    if (ran.exitValue() != 0) {
      throw new IOException(
          command.getFirst() + " ended with code " + ran.exitValue() + ": " + tail(log));
    }
  }

  /// PostgreSQL refuses to run as root: a user namespace gives it another number, and no more
  /// rights.
  private static List<String> asOther() {
    return "root".equals(System.getProperty("user.name")) ? List.of("unshare", "-U") : List.of();
  }

  /// A Ctrl-C goes to all processes of a terminal; the server shall end after its owner's last
  /// transaction, not at the same moment.
  private static List<String> ownSession() {
    return Files.isExecutable(SETSID) ? List.of(SETSID.toString()) : List.of();
  }

  private String program(String name) {
    return programs.resolve("bin").resolve(name).toString();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static String tail(Path log) throws IOException {
    String text = Files.exists(log) ? Files.readString(log, StandardCharsets.UTF_8).strip() : "";
    return text.length() <= 600 ? text : "…" + text.substring(text.length() - 600);
  }
}
