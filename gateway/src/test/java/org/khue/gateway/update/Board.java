package org.khue.gateway.update;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.khue.contract.ClockState;
import org.khue.contract.Event;
import org.khue.contract.update.UpdateManifest;
import org.khue.driver.TimeSource;
import org.khue.gateway.clock.GatewayClock;
import org.khue.gateway.pipeline.Recorder;
import org.khue.gateway.testing.ManualTime;
import org.khue.gateway.testing.MemoryJournal;

/// A machine with the real launcher, whose Java only tells what it was started with; the test plays
/// the started program with the real [Updates].
final class Board {
  static final Duration SETTLE = Duration.ofSeconds(60);
  static final Duration PATIENCE = Duration.ofSeconds(300);

  final Path directory;
  final Path updates;
  final Path trust;
  final ManualTime time = new ManualTime();
  final MemoryJournal journal = new MemoryJournal();
  final List<Path> learnt = new ArrayList<>();
  Health health = new Health(List.of("meter"), List.of("meter", "plug"), true, "");
  String architecture = "amd64";
  UpdateDisk disk = new RealUpdateDisk();
  boolean restarted;

  Board(Path directory) throws IOException {
    this.directory = directory;
    updates = directory.resolve("updates");
    trust = directory.resolve("release.pem");
    Path java = Files.createDirectories(directory.resolve("java/bin")).resolve("java");
    Files.writeString(directory.resolve("java/release"), "JAVA_VERSION=\"25.0.1\"\n");
    Files.writeString(java, "#!/bin/sh\nprintf '%s\\n' \"$@\"\n");
    if (!java.toFile().setExecutable(true)) {
      throw new IOException(java + " cannot be made executable");
    }
    packaged(1);
  }

  /// The Debian package of that sequence is installed.
  void packaged(long sequence) throws IOException {
    Path packaged = Files.createDirectories(directory.resolve("packaged"));
    Files.writeString(packaged.resolve("sequence"), sequence + "\n");
    Files.writeString(packaged.resolve("khue-gateway.jar"), "the packaged program");
    Files.writeString(packaged.resolve("gateway.options"), "# packaged\n");
  }

  /// What the launcher starts.
  List<String> launched() throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder("sh", "src/deb/bin/khue-gateway", "--config", "gateway.yaml")
            .redirectErrorStream(true);
    builder.environment().put("KHUE_JAVA_HOME", directory.resolve("java").toString());
    builder.environment().put("KHUE_PACKAGED", directory.resolve("packaged").toString());
    builder.environment().put("KHUE_UPDATES", updates.toString());
    Process process = builder.start();
    try (var lines = process.inputReader()) {
      List<String> said = lines.lines().toList();
      if (!process.waitFor(20, TimeUnit.SECONDS) || process.exitValue() != 0) {
        throw new IOException("the launcher failed: " + said);
      }
      return said;
    }
  }

  /// As systemd starts it: the launcher chooses, the chosen version runs.
  Updates start() throws Exception {
    return running(release(launched()));
  }

  static Release release(List<String> launched) {
    Properties properties = new Properties();
    for (String argument : launched) {
      if (argument.startsWith("-D")) {
        String[] parts = argument.substring(2).split("=", 2);
        properties.setProperty(parts[0], parts[1]);
      }
    }
    return Release.of(properties).orElseThrow();
  }

  Updates running(Release release) {
    restarted = false;
    return new Updates(
        new UpdateFiles(updates, disk),
        release,
        new Judge(trust, architecture),
        new UpdateReports(new Recorder(journal), clock(), () -> false),
        () -> health,
        time,
        new Trial(time, SETTLE, PATIENCE),
        new Updates.Outside() {
          @Override
          public String version() {
            return "1." + release.sequence();
          }

          @Override
          public boolean mayBegin(UpdateManifest manifest) {
            return time.wallMicros() / 1_000 >= manifest.notBeforeMillis();
          }

          @Override
          public void learn(Path version) {
            learnt.add(version);
          }

          @Override
          public void restart() {
            restarted = true;
          }
        });
  }

  private GatewayClock clock() {
    TimeSource source = time;
    return new GatewayClock(source, 1, ClockState.SYNCED);
  }

  Path incoming(String name) {
    return updates.resolve("incoming").resolve(name + UpdateFiles.SUFFIX);
  }

  List<Event> events(String kind) {
    return journal.events(kind);
  }
}
