package org.khue.sim.install;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A gateway process as an installation has it, started by its launcher again whenever it ends, as
/// the service manager does.
final class Supervised implements AutoCloseable {
  private static final Path TARGET = Path.of("../gateway/target").toAbsolutePath().normalize();
  private static final Path LAUNCHER = Path.of("../gateway/src/deb/bin/khue-gateway");
  private static final int MOST_STARTS = 30;

  final Path directory;
  final Path updates;
  private final Path log;
  private final Thread loop = Thread.ofPlatform().name("supervisor").unstarted(this::supervise);
  private volatile boolean ending;
  private volatile @Nullable Process process;

  Supervised(Path directory) throws IOException {
    this.directory = directory;
    updates = directory.resolve("updates");
    log = directory.resolve("log.txt");
    Path packaged = Files.createDirectories(directory.resolve("packaged"));
    Files.createSymbolicLink(
        packaged.resolve("khue-gateway.jar"), TARGET.resolve("khue-gateway.jar"));
    Files.createSymbolicLink(packaged.resolve("lib"), TARGET.resolve("lib"));
    Files.copy(options(), packaged.resolve("gateway.options"));
    Files.writeString(packaged.resolve("sequence"), "1\n");
  }

  static Path options() {
    return Path.of("../firmware-config/systemd/gateway.options").toAbsolutePath().normalize();
  }

  /// The files that a package of this build carries beside its options.
  static List<Path> program() throws IOException {
    try (Stream<Path> libraries = Files.list(TARGET.resolve("lib"))) {
      return Stream.concat(Stream.of(TARGET.resolve("khue-gateway.jar")), libraries)
          .sorted()
          .collect(Collectors.toList());
    }
  }

  /// Where a file of [#program] lies in a package.
  static String name(Path file) {
    return TARGET.relativize(file).toString();
  }

  void start() {
    loop.start();
  }

  private void supervise() {
    try {
      for (int start = 0; start < MOST_STARTS && !ending; start++) {
        ProcessBuilder builder =
            new ProcessBuilder(
                    "sh",
                    LAUNCHER.toString(),
                    "--config",
                    directory.resolve("gateway.yaml").toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().put("KHUE_JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("KHUE_PACKAGED", directory.resolve("packaged").toString());
        builder.environment().put("KHUE_UPDATES", updates.toString());
        Process started = builder.start();
        process = started;
        started.waitFor();
      }
    } catch (IOException e) {
      throw new IllegalStateException("the launcher cannot be started", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// The sequence that runs at the moment; empty between two starts.
  Optional<String> sequence() {
    Process running = process;
    if (running == null || !running.isAlive()) {
      return Optional.empty();
    }
    return running
        .info()
        .arguments()
        .flatMap(arguments ->
            Stream.of(arguments)
                .filter(each -> each.startsWith("-Dkhue.sequence="))
                .map(each -> each.substring("-Dkhue.sequence=".length()))
                .findFirst());
  }

  /// As a power cut would end it.
  void kill() throws InterruptedException {
    Process running = process;
    if (running != null) {
      running.destroyForcibly();
      running.waitFor(20, TimeUnit.SECONDS);
    }
  }

  String pointer() throws IOException {
    Path file = updates.resolve("pointer");
    return Files.exists(file) ? Files.readString(file).replace('\n', ' ').strip() : "";
  }

  String said() throws IOException {
    return Files.readString(log);
  }

  @Override
  public void close() throws Exception {
    ending = true;
    kill();
    loop.join(20_000);
    kill();
  }
}
