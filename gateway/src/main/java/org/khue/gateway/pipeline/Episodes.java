package org.khue.gateway.pipeline;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.khue.contract.EventKind;
import org.khue.contract.Stamp;

/// What begins and ends on a device: uses and alarms.
///
/// A beginning is written to the memory file before it goes to the journal, an end is taken out of
/// the file after the journal has it. A crash in between repeats the event at the next start under
/// the same id: at least once, never not at all.
final class Episodes {
  private static final long SAVE_EVERY_MICROS = 30_000_000;
  private static final int MOST_ASKED = 32;

  private final List<UseTracker> uses;
  private final List<AlarmTracker> alarms;
  private final EventOut out;
  private final Path file;
  private final Map<String, OpenUse> ending = new LinkedHashMap<>();
  private final Map<String, RaisedAlarm> clearing = new LinkedHashMap<>();

  /// What to do on the device's own thread once the journal has an event.
  private final Queue<Runnable> journaled = new ConcurrentLinkedQueue<>();

  /// What people ask for, until the device's own thread takes it.
  private final Queue<Consumer<Stamp>> asked = new LinkedBlockingQueue<>(MOST_ASKED);

  private volatile List<StandingAlarm> standing = List.of();
  private long savedAt;

  Episodes(List<UseTracker> uses, List<AlarmTracker> alarms, EventOut out, Path file) {
    this.uses = List.copyOf(uses);
    this.alarms = List.copyOf(alarms);
    this.out = out;
    this.file = file;
  }

  /// Takes up what the last run left open.
  void resume(Stamp now) {
    DeviceMemory memory = DeviceMemory.load(file);
    for (OpenUse use : memory.uses()) {
      if (!use.journaled()) {
        begun(use);
      }
      uses.stream()
          .filter(tracker -> tracker.tracks(use))
          .findFirst()
          .ifPresentOrElse(
              tracker -> tracker.resume(use, now).forEach(change -> publish(change, now)),
              () -> ended(use, "gateway-restart"));
    }
    for (RaisedAlarm alarm : memory.alarms()) {
      alarms.stream()
          .filter(tracker -> tracker.rule().id().equals(alarm.alarm()))
          .findFirst()
          .ifPresentOrElse(
              tracker -> resume(tracker, alarm), () -> cleared(alarm, Double.NaN, now));
    }
    show();
  }

  /// Ends all that the file remembers; it is deleted when the journal has the ends.
  ///
  /// @param reason of the ends of uses
  void endRemembered(Stamp now, String reason) {
    DeviceMemory memory = DeviceMemory.load(file);
    List<CompletableFuture<?>> ends = new ArrayList<>();
    for (OpenUse use : memory.uses()) {
      if (!use.journaled()) {
        begun(use);
      }
      ends.add(ended(use, reason).toCompletableFuture());
    }
    for (RaisedAlarm alarm : memory.alarms()) {
      ends.add(cleared(alarm, Double.NaN, now).toCompletableFuture());
    }
    CompletableFuture.allOf(ends.toArray(CompletableFuture[]::new))
        .thenRunAsync(() -> DeviceMemory.EMPTY.save(file), task -> Thread.ofVirtual().start(task));
  }

  void sample(Measured measured) {
    Stamp at = measured.at();
    String point = measured.point().id();
    for (UseTracker use : uses) {
      if (use.point().equals(point)) {
        use.sample(measured).forEach(change -> publish(change, at));
      }
    }
    for (AlarmTracker alarm : alarms) {
      if (alarm.rule().point().equals(point)) {
        alarm.sample(measured).ifPresent(change -> publish(alarm, change, at));
      }
    }
  }

  void tick(Stamp now) {
    uses.forEach(use -> use.tick(now).forEach(change -> publish(change, now)));
    alarms.forEach(alarm -> alarm.tick(now).ifPresent(change -> publish(alarm, change, now)));
    for (Consumer<Stamp> ask = asked.poll(); ask != null; ask = asked.poll()) {
      ask.accept(now);
    }
    boolean open = uses.stream().anyMatch(UseTracker::isOpen);
    if (runJournaled() || (open && now.monotonicMicros() - savedAt >= SAVE_EVERY_MICROS)) {
      save(now);
    }
  }

  /// Remembers what is open.
  void close(Stamp now) {
    runJournaled();
    save(now);
  }

  private void resume(AlarmTracker tracker, RaisedAlarm alarm) {
    tracker.resume(alarm);
    if (!alarm.journaled()) {
      raised(tracker, alarm);
    }
  }

  private void publish(UseChange change, Stamp now) {
    switch (change) {
      case UseChange.Started start -> {
        save(now);
        begun(start.use());
      }
      case UseChange.Ended end -> ended(end.use(), end.reason());
    }
  }

  private void publish(AlarmTracker tracker, AlarmChange change, Stamp now) {
    switch (change) {
      case AlarmChange.Raised up -> {
        save(now);
        raised(tracker, up.alarm());
      }
      case AlarmChange.Cleared down -> cleared(down.alarm(), down.value(), down.at());
    }
    show();
  }

  /// The alarms that stand now; from any thread.
  List<StandingAlarm> standing() {
    return standing;
  }

  private void show() {
    standing = alarms.stream().map(Episodes::standing).filter(Objects::nonNull).toList();
  }

  private static @Nullable StandingAlarm standing(AlarmTracker tracker) {
    RaisedAlarm alarm = tracker.raised();
    return alarm == null
        ? null
        : new StandingAlarm(
            tracker.rule(), alarm.value(), alarm.unit(), alarm.raised(), alarm.acknowledged());
  }

  /// Asks the device's thread to note that somebody takes care of an alarm; from any thread.
  CompletionStage<AlarmDesk.Answer> acknowledge(String alarm, String by) {
    CompletableFuture<AlarmDesk.Answer> answer = new CompletableFuture<>();
    if (!asked.offer(now -> acknowledge(alarm, new Acknowledgement(by, now), answer))) {
      answer.completeExceptionally(
          new IllegalStateException(MOST_ASKED + " acknowledgements wait already"));
    }
    return answer;
  }

  private void acknowledge(
      String alarm, Acknowledgement seen, CompletableFuture<AlarmDesk.Answer> answer) {
    AlarmTracker tracker =
        alarms.stream().filter(each -> each.rule().id().equals(alarm)).findFirst().orElse(null);
    RaisedAlarm raised = tracker == null ? null : tracker.raised();
    if (tracker == null || raised == null) {
      answer.complete(AlarmDesk.Answer.GONE);
    } else if (raised.acknowledged() != null) {
      answer.complete(AlarmDesk.Answer.ALREADY);
    } else {
      tracker.acknowledge(seen);
      show();
      out.event(
              seen.at(),
              raised.device(),
              EventKind.ALARM_ACKNOWLEDGED,
              EventDetails.acknowledged(raised, seen))
          .whenComplete(
              (seq, failure) -> journaled.add(() -> acknowledged(tracker, seen, failure, answer)));
    }
  }

  private void acknowledged(
      AlarmTracker tracker,
      Acknowledgement seen,
      @Nullable Throwable failure,
      CompletableFuture<AlarmDesk.Answer> answer) {
    if (failure == null) {
      save(seen.at());
      answer.complete(AlarmDesk.Answer.DONE);
    } else {
      tracker.acknowledge(null);
      show();
      answer.completeExceptionally(failure);
    }
  }

  private void begun(OpenUse use) {
    out.event(use.started(), use.device(), EventKind.USE_STARTED, EventDetails.started(use))
        .thenRun(() -> journaled.add(() -> uses.forEach(each -> each.journaled(use.id()))));
  }

  private CompletionStage<?> ended(OpenUse use, String reason) {
    ending.put(use.id(), use);
    return out.event(
            use.lastHeld(), use.device(), EventKind.USE_ENDED, EventDetails.ended(use, reason))
        .thenRun(() -> journaled.add(() -> ending.remove(use.id())));
  }

  private void raised(AlarmTracker tracker, RaisedAlarm alarm) {
    out.event(
            alarm.raised(),
            tracker.rule().device(),
            EventKind.ALARM_RAISED,
            EventDetails.raised(tracker.rule(), alarm))
        .thenRun(() -> journaled.add(tracker::journaled));
  }

  private CompletionStage<?> cleared(RaisedAlarm alarm, double value, Stamp at) {
    clearing.put(alarm.alarm(), alarm);
    return out.event(
            at, alarm.device(), EventKind.ALARM_CLEARED, EventDetails.cleared(alarm, value, at))
        .thenRun(() -> journaled.add(() -> clearing.remove(alarm.alarm())));
  }

  private boolean runJournaled() {
    boolean any = false;
    for (Runnable next = journaled.poll(); next != null; next = journaled.poll()) {
      next.run();
      any = true;
    }
    return any;
  }

  private void save(Stamp now) {
    savedAt = now.monotonicMicros();
    List<OpenUse> open = new ArrayList<>(ending.values());
    for (UseTracker tracker : uses) {
      OpenUse use = tracker.remembered(now);
      if (use != null) {
        open.add(use);
      }
    }
    List<RaisedAlarm> up = new ArrayList<>(clearing.values());
    for (AlarmTracker tracker : alarms) {
      RaisedAlarm alarm = tracker.raised();
      if (alarm != null) {
        up.add(alarm);
      }
    }
    new DeviceMemory(open, up).save(file);
  }
}
