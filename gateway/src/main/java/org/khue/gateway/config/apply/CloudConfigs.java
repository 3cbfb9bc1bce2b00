package org.khue.gateway.config.apply;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.khue.contract.ConfigMessage;
import org.khue.contract.wire.JsonCodec;
import org.khue.contract.wire.WireException;
import org.khue.driver.TimeSource;
import org.khue.gateway.device.DeviceRuntime;
import org.khue.gateway.identity.ConfigTrust;
import org.khue.gateway.identity.ConfigTrust.Verdict;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Takes configurations from the cloud, on a thread of its own: judges them, tries them out, and
/// goes back by itself when the devices that were well are not well again in time.
///
/// A message passes five gates in this order: its size and form, its signer and signature, its
/// version, the room file itself, and the trial. Whatever stops it is an event; the same message is
/// reported once, however often it comes.
public final class CloudConfigs implements Consumer<byte[]>, AutoCloseable {
  /// The whole message, as JSON.
  public static final int MOST_BYTES = 512 * 1024;

  private static final Logger log = LoggerFactory.getLogger(CloudConfigs.class);
  private static final Duration LOOK = Duration.ofSeconds(1);
  private static final Duration END = Duration.ofSeconds(2);

  private final RoomChanges changes;
  private final Function<ConfigMessage, Verdict> judge;
  private final ConfigReports reports;
  private final Trial trial;
  private final AtomicReference<byte @Nullable []> newest = new AtomicReference<>();
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(Thread.ofVirtual().name("config").factory());

  public CloudConfigs(
      RoomChanges changes,
      ConfigTrust trust,
      DeviceRuntime devices,
      ConfigReports reports,
      TimeSource time) {
    this(changes, trust::judge, devices, reports, time, Trial.PATIENCE);
  }

  /// @param judge believes a message or not
  CloudConfigs(
      RoomChanges changes,
      Function<ConfigMessage, Verdict> judge,
      DeviceRuntime devices,
      ConfigReports reports,
      TimeSource time,
      Duration patience) {
    this.changes = changes;
    this.judge = judge;
    this.reports = reports;
    trial = new Trial(changes, devices, reports, time, patience);
  }

  /// Goes on with what a power cut interrupted, and works from now on.
  public void start() {
    thread.scheduleWithFixedDelay(this::look, 0, LOOK.toMillis(), TimeUnit.MILLISECONDS);
  }

  /// A message came. Does not block; of several that wait, the newest counts.
  @Override
  public void accept(byte[] message) {
    if (newest.getAndSet(message) == null && !thread.isShutdown()) {
      thread.execute(this::look);
    }
  }

  /// One look at what has come and at what is on trial.
  synchronized void look() {
    try {
      byte[] message = newest.getAndSet(null);
      if (message != null) {
        take(message);
      }
      trial.look();
      reports.running(changes);
    } catch (RuntimeException e) {
      log.error("A bug in taking configurations, which goes on", e);
    }
  }

  private void take(byte[] payload) {
    String hash = Hashes.sha256(payload);
    if (changes.state().refused().equals(hash)) {
      return;
    }
    if (payload.length > MOST_BYTES) {
      refuse(hash, null, "too-large", "it is larger than " + MOST_BYTES / 1024 + " KiB");
      return;
    }
    ConfigMessage message;
    try {
      message = JsonCodec.read(payload, ConfigMessage.class);
    } catch (WireException | IllegalArgumentException e) {
      refuse(hash, null, "unreadable", "it cannot be read: " + e.getMessage());
      return;
    }
    switch (judge.apply(message)) {
      case Verdict.Doubted(String reason, String why) -> refuse(hash, message, reason, why);
      case Verdict.Believed(long signerSince) -> believed(hash, message, signerSince);
    }
  }

  private void believed(String hash, ConfigMessage message, long signerSince) {
    ConfigState state = changes.state();
    if (signerSince < state.signerSince()) {
      refuse(hash, message, "old-signer", "the cloud has a newer signing key since");
      return;
    }
    Version last = state.last();
    if (last != null && message.version() <= last.number()) {
      if (message.version() < last.number() || !message.sha256().equals(last.sha256())) {
        refuse(
            hash,
            message,
            "older",
            "version " + last.number() + " was here already: send a later one");
      }
      return;
    }
    if (message.version() < 1) {
      refuse(hash, message, "older", "versions begin at 1");
      return;
    }
    Version version = new Version(message.version(), message.sha256(), false);
    switch (changes.tryOut(message.body(), version, trial.well(), signerSince)) {
      case Applied.Done done -> trial.begin(done.difference());
      case Applied.Wrong wrong -> {
        if (reports.wrong(version, wrong.problems())) {
          remember(hash);
        }
      }
      case Applied.Failed(String why) -> {
        // Not remembered: it may go better next time.
        log.error("Version {} could not be taken: {}", version.number(), why);
        reports.refused(Optional.of(version), "failed", why, List.of());
      }
    }
  }

  private void refuse(String hash, @Nullable ConfigMessage message, String reason, String why) {
    Optional<Version> version =
        Optional.ofNullable(message).map(told -> new Version(told.version(), told.sha256(), false));
    if (reports.refused(version, reason, why, List.of())) {
      remember(hash);
    }
  }

  private void remember(String hash) {
    try {
      changes.update(changes.state().refusing(hash));
    } catch (IOException e) {
      log.warn("A refusal cannot be noted, check the disk: {}", e.toString());
    }
  }

  @Override
  public void close() {
    thread.shutdownNow();
    try {
      if (!thread.awaitTermination(END.toMillis(), TimeUnit.MILLISECONDS)) {
        log.warn("Taking a configuration does not end");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
