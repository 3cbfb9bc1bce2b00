package org.khue.gateway.rollcall;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.khue.contract.Event;
import org.khue.contract.EventKind;
import org.khue.contract.Stamp;
import org.khue.gateway.clock.GatewayClock;
import org.khue.gateway.pipeline.Recorder;
import org.khue.gateway.pipeline.TapListener;
import org.khue.gateway.rollcall.Work.How;
import org.khue.gateway.rollcall.Work.Learning;
import org.khue.gateway.rollcall.Work.RollCall;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Roll-calls by card. Each step is on disk before it is shown, or before the reader's lamp is lit;
/// after a power cut a roll-call goes on where it was. May be called from any thread.
public final class RollCalls implements TapListener, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RollCalls.class);
  static final Duration LONGEST = Duration.ofHours(2);
  private static final Duration LOOK = Duration.ofSeconds(30);
  private static final int MOST_CLASSES = 200;

  private final RollCallFiles files;
  private final GatewayClock clock;
  private final Recorder recorder;
  private final boolean simulated;
  private final Map<String, ClassList> classes;
  private final Thread watch = Thread.ofVirtual().name("roll-call").unstarted(this::watch);
  private @Nullable Work now;
  private @Nullable Ended latest;

  /// Takes up what the last run left.
  ///
  /// @param directory of its files
  /// @param simulated whether the room is: its events then carry the flag
  public RollCalls(Path directory, GatewayClock clock, Recorder recorder, boolean simulated)
      throws IOException {
    this.files = new RollCallFiles(directory);
    this.clock = clock;
    this.recorder = recorder;
    this.simulated = simulated;
    classes = files.classes();
    now = files.work().orElse(null);
    latest = files.latest().orElse(null);
  }

  /// From now on, what somebody forgot to end is ended.
  public void start() {
    watch.start();
  }

  private void watch() {
    try {
      while (true) {
        Thread.sleep(LOOK);
        tick();
      }
    } catch (InterruptedException e) {
      LOG.debug("The watch over roll-calls ends");
    }
  }

  @Override
  public void close() {
    watch.interrupt();
  }

  /// The classes known here, by code.
  public synchronized List<ClassList> classes() {
    return List.copyOf(classes.values());
  }

  /// What goes on; null if nothing does.
  public synchronized @Nullable Work now() {
    return now;
  }

  /// The roll-call that ended last; null if there was none.
  public synchronized @Nullable Ended latest() {
    return latest;
  }

  /// Makes a class known, or changes the length of its list.
  public synchronized Optional<Refusal> putClass(String code, int size) throws IOException {
    if (!ClassList.isCode(code)) {
      return Optional.of(Refusal.BAD_CODE);
    }
    if (size < 1 || size > ClassList.MOST_PUPILS) {
      return Optional.of(Refusal.BAD_NUMBER);
    }
    if (now != null) {
      return Optional.of(Refusal.BUSY);
    }
    ClassList known = classes.get(code);
    if (known == null && classes.size() >= MOST_CLASSES) {
      return Optional.of(Refusal.TOO_MANY_CLASSES);
    }
    keep(known == null ? new ClassList(code, size, Map.of()) : known.ofSize(size));
    return Optional.empty();
  }

  /// Forgets a class with its cards.
  public synchronized Optional<Refusal> removeClass(String code) throws IOException {
    if (now != null) {
      return Optional.of(Refusal.BUSY);
    }
    if (!classes.containsKey(code)) {
      return Optional.of(Refusal.NO_SUCH_CLASS);
    }
    files.forget(code);
    classes.remove(code);
    return Optional.empty();
  }

  /// Begins a roll-call: from now on each tap counts.
  ///
  /// @param by who, without a name, as in [org.khue.gateway.pipeline.Acknowledgement#by()]
  public synchronized Optional<Refusal> begin(String code, String by) throws IOException {
    ClassList list = classes.get(code);
    if (list == null || now != null) {
      return refused(list);
    }
    RollCall call =
        new RollCall(UUID.randomUUID().toString(), list, clock.now(), new TreeMap<>(), Set.of());
    keep(call);
    tell(call, EventKind.ROLL_CALL_STARTED, Map.of("size", list.size(), "by", by));
    return Optional.empty();
  }

  /// Begins to learn cards: each tap gives the next number its card.
  ///
  /// @param from the number that the first card gets
  public synchronized Optional<Refusal> learn(String code, int from) throws IOException {
    ClassList list = classes.get(code);
    if (list == null || now != null) {
      return refused(list);
    }
    if (from < 1 || from > list.size()) {
      return Optional.of(Refusal.BAD_NUMBER);
    }
    keep(new Learning(list, clock.now(), from, null));
    return Optional.empty();
  }

  private static Optional<Refusal> refused(@Nullable ClassList list) {
    return Optional.of(list == null ? Refusal.NO_SUCH_CLASS : Refusal.BUSY);
  }

  /// Says by hand whether a pupil is there.
  public synchronized Optional<Refusal> mark(int number, boolean present) throws IOException {
    if (!(now instanceof RollCall call)) {
      return Optional.of(Refusal.NOTHING_RUNS);
    }
    if (number < 1 || number > call.list().size()) {
      return Optional.of(Refusal.BAD_NUMBER);
    }
    if (call.present().containsKey(number) == present) {
      return Optional.empty();
    }
    keep(present ? call.with(number, How.HAND) : call.without(number));
    tell(
        call,
        present ? EventKind.ROLL_CALL_PRESENT : EventKind.ROLL_CALL_ABSENT,
        Map.of("number", number, "how", "hand"));
    return Optional.empty();
  }

  /// Leaves a number without a card.
  public synchronized Optional<Refusal> skip() throws IOException {
    if (!(now instanceof Learning learning) || learning.isDone()) {
      return Optional.of(Refusal.NOTHING_RUNS);
    }
    keep(new Learning(learning.list(), learning.begun(), learning.next() + 1, null));
    return Optional.empty();
  }

  /// Takes the last card back: it was the wrong pupil's.
  public synchronized Optional<Refusal> back() throws IOException {
    if (!(now instanceof Learning learning) || learning.next() < 2) {
      return Optional.of(Refusal.NOTHING_RUNS);
    }
    ClassList list = learning.list();
    String card = learning.latest();
    if (card != null) {
      list = list.without(card);
      keep(list);
    }
    keep(new Learning(list, learning.begun(), learning.next() - 1, null));
    return Optional.empty();
  }

  /// Ends what goes on.
  public synchronized Optional<Refusal> end(String by) throws IOException {
    Work work = now;
    if (work == null) {
      return Optional.of(Refusal.NOTHING_RUNS);
    }
    if (work instanceof RollCall call) {
      Ended ended = Ended.of(call, clock.now());
      files.keep(ended);
      latest = ended;
      tell(
          call,
          EventKind.ROLL_CALL_ENDED,
          Map.of(
              "present", ended.present(),
              "absent",
                  ended.absent().stream().map(String::valueOf).collect(Collectors.joining(",")),
              "strangers", ended.strangers(),
              "by", by));
    }
    keep((Work) null);
    return Optional.empty();
  }

  synchronized void tick() {
    Work work = now;
    if (work == null || !isTooLong(work.begun(), clock.now())) {
      return;
    }
    try {
      end("timeout");
    } catch (IOException e) {
      LOG.warn("A forgotten roll-call cannot be ended, check the disk: {}", e.toString());
    }
  }

  private static boolean isTooLong(Stamp begun, Stamp at) {
    // After a restart the time before it does not count: better too long than cut off in a lesson.
    return begun.boot() == at.boot()
        ? at.monotonicMicros() - begun.monotonicMicros() > LONGEST.toNanos() / 1_000
        : at.monotonicMicros() > LONGEST.toNanos() / 1_000;
  }

  @Override
  public synchronized void tapped(String card, String assurance) throws IOException {
    switch (now) {
      case RollCall call -> count(call, card);
      case Learning learning when learns(learning, card, assurance) -> {
        ClassList list = learning.list().with(card, learning.next());
        keep(list);
        keep(new Learning(list, learning.begun(), learning.next() + 1, card));
      }
      case Learning learning -> {
        // Nothing to learn from it.
      }
      case null -> {
        // Nobody asked for the taps.
      }
    }
  }

  /// A phone shows another number each time, and a card may be shown twice.
  private static boolean learns(Learning learning, String card, String assurance) {
    return !assurance.equals("random") && !learning.isDone() && !card.equals(learning.latest());
  }

  private void count(RollCall call, String card) throws IOException {
    Integer number = call.list().number(card).orElse(null);
    if (number == null) {
      keep(call.withStranger(card));
    } else if (!call.present().containsKey(number)) {
      keep(call.with(number, How.CARD));
      tell(
          call, EventKind.ROLL_CALL_PRESENT, Map.of("number", number, "how", "card", "card", card));
    }
  }

  private void keep(ClassList list) throws IOException {
    files.keep(list);
    classes.put(list.code(), list);
  }

  private void keep(@Nullable Work work) throws IOException {
    files.keep(work);
    now = work;
  }

  private void tell(RollCall call, String kind, Map<String, Object> more) {
    Map<String, Object> details = new HashMap<>(more);
    details.put("rollCall", call.id());
    details.put("class", call.list().code());
    recorder.event(new Event(clock.now(), "", kind, simulated, details));
  }
}
