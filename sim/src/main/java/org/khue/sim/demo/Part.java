package org.khue.sim.demo;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// One process of the demo. It is started again when it dies, until it is stopped.
final class Part {
  private static final Duration RESTART_AFTER = Duration.ofMillis(500);
  private static final int MAX_EARLY_DEATHS = 5;

  private final String name;
  private final List<String> command;
  private final Path log;
  private final Consumer<String> news;
  private final CountDownLatch ready = new CountDownLatch(1);
  private final Object lock = new Object();

  private @Nullable Process process;
  private @Nullable Process killed;
  private boolean stopping;
  private int readyLines;
  private int endsOfItsOwn;
  private int deathsBeforeReady;
  private volatile @Nullable String gaveUp;

  /// @param log where its output goes
  /// @param news gets a line when it dies and is started again
  Part(String name, List<String> command, Path log, Consumer<String> news) {
    this.name = name;
    this.command = List.copyOf(command);
    this.log = log;
    this.news = news;
  }

  void start() throws IOException {
    synchronized (lock) {
      if (stopping) {
        return;
      }
      Process started = new ProcessBuilder(command).redirectErrorStream(true).start();
      process = started;
      Thread.ofVirtual().name("log of " + name).start(() -> copy(started));
      started.onExit().thenAccept(this::ended);
    }
  }

  /// Waits for its READY line.
  ///
  /// @return null, or why it will not come
  @Nullable String awaitReady(Duration timeout) throws InterruptedException {
    long end = System.nanoTime() + timeout.toNanos();
    while (System.nanoTime() < end) {
      if (ready.await(100, TimeUnit.MILLISECONDS)) {
        return gaveUp;
      }
    }
    return "%s was not ready within %d s; its log is %s".formatted(name, timeout.toSeconds(), log);
  }

  long pid() {
    synchronized (lock) {
      return process == null ? -1 : process.pid();
    }
  }

  String name() {
    return name;
  }

  /// Sends a line to its standard input.
  void tell(String line) throws IOException {
    OutputStream in;
    synchronized (lock) {
      if (process == null) {
        throw new IOException(name + " is not running");
      }
      in = process.getOutputStream();
    }
    in.write((line + "\n").getBytes(StandardCharsets.UTF_8));
    in.flush();
  }

  /// Kills it as a power cut would; it is started again.
  void kill() {
    synchronized (lock) {
      if (process != null) {
        killed = process;
        process.destroyForcibly();
      }
    }
  }

  /// How often it said that it is ready.
  int readyLines() {
    synchronized (lock) {
      return readyLines;
    }
  }

  /// How often it ended though nobody had killed or stopped it.
  int endsOfItsOwn() {
    synchronized (lock) {
      return endsOfItsOwn;
    }
  }

  /// Waits until it has said so often that it is ready.
  ///
  /// @return whether it has
  boolean awaitReadyLines(int count, Duration timeout) throws InterruptedException {
    long end = System.nanoTime() + timeout.toNanos();
    synchronized (lock) {
      while (readyLines < count) {
        long left = (end - System.nanoTime()) / 1_000_000;
        if (left <= 0) {
          return false;
        }
        lock.wait(left);
      }
      return true;
    }
  }

  /// Asks it to end and waits; after the time it is killed.
  ///
  /// @return whether it ended by itself
  boolean stop(Duration patience) throws InterruptedException {
    Process running;
    synchronized (lock) {
      stopping = true;
      running = process;
    }
    if (running == null) {
      return true;
    }
    running.destroy();
    if (running.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
      return true;
    }
    running.destroyForcibly().waitFor(5, TimeUnit.SECONDS);
    return false;
  }

  private void copy(Process from) {
    try (BufferedReader lines = from.inputReader(StandardCharsets.UTF_8);
        Writer out =
            Files.newBufferedWriter(log, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
      String line;
      while ((line = lines.readLine()) != null) {
        out.write(line + "\n");
        out.flush();
        if (line.startsWith("READY ")) {
          ready.countDown();
          synchronized (lock) {
            readyLines++;
            lock.notifyAll();
          }
        }
      }
    } catch (IOException e) {
      // A process that was told to end, or killed, takes its pipe along.
      if (!isStopping() && !isKilled(from)) {
        news.accept("the log of " + name + " ended: " + e.getMessage());
      }
    }
  }

  private boolean isKilled(Process one) {
    synchronized (lock) {
      return killed == one;
    }
  }

  private boolean isStopping() {
    synchronized (lock) {
      return stopping;
    }
  }

  private void ended(Process dead) {
    synchronized (lock) {
      if (stopping || process != dead) {
        return;
      }
      if (dead != killed) {
        endsOfItsOwn++;
      }
      if (ready.getCount() > 0 && ++deathsBeforeReady >= MAX_EARLY_DEATHS
          || dead.exitValue() == 2) {
        gaveUp =
            "%s cannot start (exit code %d); its log is %s".formatted(name, dead.exitValue(), log);
        ready.countDown();
        return;
      }
    }
    news.accept("%s ended with code %d and is started again".formatted(name, dead.exitValue()));
    Thread.ofVirtual().name("restart of " + name).start(this::restart);
  }

  private void restart() {
    try {
      Thread.sleep(RESTART_AFTER);
      start();
    } catch (IOException e) {
      news.accept("%s could not be started again: %s".formatted(name, e.getMessage()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
