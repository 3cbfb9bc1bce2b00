package org.khue.driver.pjlink;

import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.khue.driver.ByteLink;
import org.khue.driver.CommandCall;
import org.khue.driver.Deadline;
import org.khue.driver.Driver;
import org.khue.driver.Fault;
import org.khue.driver.Identity;
import org.khue.driver.LinkException;
import org.khue.driver.Outcome;
import org.khue.driver.PointSpec;
import org.khue.driver.Quality;
import org.khue.driver.Receipt;
import org.khue.driver.Sample;
import org.khue.driver.Sink;
import org.khue.driver.TimeSource;
import org.khue.driver.Value;
import org.khue.driver.link.LinkOwner;

/// One projector.
///
/// It hangs up after 30 s without a command (specification 2.10, section 2.1), so a connection that
/// was quiet for 20 s is not used again. A projector that warms up or cools down takes no orders:
/// it is asked for its state first, and a refusal tells why, instead of sending the order again and
/// again.
final class PjlinkDriver implements Driver {
  private static final Duration QUIET_LIMIT = Duration.ofSeconds(20);
  private static final Duration LOOK_AGAIN = Duration.ofMillis(500);

  /// Commands that came with class 2.
  private static final Set<String> CLASS_2 = Set.of("SNUM", "SVER", "FILT", "FREZ", "IRES", "RRES");

  private final TimeSource time;
  private final PjlinkWire wire;
  private final LinkOwner owner;
  private final PowerWatch watch = new PowerWatch();
  private long lastUsedMicros;

  PjlinkDriver(Supplier<ByteLink> links, String password, TimeSource time) {
    this.time = time;
    this.wire = new PjlinkWire(password);
    this.owner = new LinkOwner(links, wire::greet);
  }

  @Override
  public Outcome<Identity> probe(Deadline deadline) {
    return talk(
        deadline,
        (link, by) -> {
          String maker = word(link, "INF1", by);
          String model = word(link, "INF2", by);
          boolean second = word(link, "CLSS", by).equals("2");
          return Outcome.ok(
              new Identity(
                  maker,
                  model,
                  second ? word(link, "SNUM", by) : "",
                  second ? word(link, "SVER", by) : ""));
        });
  }

  /// A word of the identity; empty where the projector has none.
  private String word(ByteLink link, String command, Deadline deadline) throws LinkException {
    return ask(link, command, "?", deadline) instanceof PjlinkAnswer.Said(String text)
        ? text.strip()
        : "";
  }

  /// Asks each command once, however many points its answer serves.
  @Override
  public Map<String, Outcome<Sample>> read(List<PointSpec> points, Deadline deadline) {
    Map<String, Outcome<PjlinkAnswer>> answers = new HashMap<>();
    Map<String, Outcome<Sample>> samples = new LinkedHashMap<>();
    for (PointSpec point : points) {
      PjlinkPoint address = PjlinkPoint.of(point.address());
      Outcome<PjlinkAnswer> answer =
          answers.computeIfAbsent(address.command(), command -> answer(command, deadline));
      samples.put(
          point.id(),
          switch (answer) {
            case Outcome.Failed<PjlinkAnswer>(Fault fault) -> Outcome.failed(fault);
            case Outcome.Ok<PjlinkAnswer>(PjlinkAnswer said) -> sample(point.id(), address, said);
          });
    }
    return samples;
  }

  private Outcome<PjlinkAnswer> answer(String command, Deadline deadline) {
    if (deadline.passed() && !owner.isClosed()) {
      return Outcome.failed(
          new Fault.Timeout(
              command + " was not asked for: the answers before it took all the time"));
    }
    return talk(deadline, (link, by) -> Outcome.ok(ask(link, command, "?", by)));
  }

  private Outcome<Sample> sample(String point, PjlinkPoint address, PjlinkAnswer said) {
    return switch (said) {
      case PjlinkAnswer.Said(String text) -> address.sample(point, text, time);
      case PjlinkAnswer.Refused(Fault fault) -> Outcome.failed(fault);
      case PjlinkAnswer.Broken() ->
          Outcome.ok(
              new Sample(
                  point,
                  new Value.Num(Double.NaN),
                  Quality.BAD,
                  "device-failure",
                  time.wallMicros(),
                  time.monotonicMicros()));
    };
  }

  @Override
  public CompletionStage<Outcome<Receipt>> execute(CommandCall call, Deadline deadline) {
    PjlinkOrder order = PjlinkOrder.of(call.spec().address());
    return CompletableFuture.completedFuture(
        switch (order.value(call.args())) {
          case Outcome.Failed<String>(Fault fault) -> Outcome.failed(fault);
          case Outcome.Ok<String>(String value) ->
              order.command().equals("POWR")
                  ? power(value.equals("1"), deadline)
                  : set(order.command(), value, deadline);
        });
  }

  private Outcome<Receipt> power(boolean on, Deadline deadline) {
    Outcome<PowerState> before = talk(deadline, this::powerState);
    return switch (before) {
      case Outcome.Failed<PowerState>(Fault fault) -> Outcome.failed(fault);
      case Outcome.Ok<PowerState>(PowerState state) when state.means(on) ->
          Outcome.ok(new Receipt("It was already " + state.word()));
      case Outcome.Ok<PowerState>(PowerState state) when state.busy() ->
          Outcome.failed(watch.busy(state, time.monotonicMicros()));
      case Outcome.Ok<PowerState> ready -> orderPower(on, deadline);
    };
  }

  private Outcome<Receipt> orderPower(boolean on, Deadline deadline) {
    Outcome<String> taken = order("POWR", on ? "1" : "0", deadline);
    if (taken instanceof Outcome.Failed<String>(Fault fault)) {
      return Outcome.failed(fault);
    }
    return seen(
        deadline,
        (link, by) -> {
          Outcome<PowerState> state = powerState(link, by);
          return state instanceof Outcome.Ok<PowerState>(PowerState now) && now.means(on)
              ? Outcome.ok(new Receipt("It is " + now.word()))
              : Outcome.failed(new Fault.Busy("not yet " + (on ? "on" : "off")));
        });
  }

  private Outcome<PowerState> powerState(ByteLink link, Deadline deadline) throws LinkException {
    return switch (ask(link, "POWR", "?", deadline)) {
      case PjlinkAnswer.Said(String text) -> PowerState.of(text);
      case PjlinkAnswer.Refused(Fault fault) -> Outcome.failed(fault);
      case PjlinkAnswer.Broken() -> Outcome.failed(broken());
    };
  }

  private Outcome<Receipt> set(String command, String value, Deadline deadline) {
    Outcome<String> taken = order(command, value, deadline);
    if (taken instanceof Outcome.Failed<String>(Fault fault)) {
      return Outcome.failed(fault);
    }
    return seen(
        deadline,
        (link, by) ->
            ask(link, command, "?", by) instanceof PjlinkAnswer.Said(String text)
                    && text.equalsIgnoreCase(value)
                ? Outcome.ok(new Receipt(command + " is " + text))
                : Outcome.failed(new Fault.Busy(command + " is not yet " + value)));
  }

  private Outcome<String> order(String command, String value, Deadline deadline) {
    return talk(
        deadline,
        (link, by) ->
            switch (ask(link, command, value, by)) {
              case PjlinkAnswer.Said(String text) when text.equals("OK") -> Outcome.ok(text);
              case PjlinkAnswer.Said(String text) ->
                  Outcome.failed(
                      new Fault.Protocol("The answer to " + command + " was \"" + text + "\""));
              case PjlinkAnswer.Refused(Fault fault) -> Outcome.failed(fault);
              case PjlinkAnswer.Broken() -> Outcome.failed(broken());
            });
  }

  private static Fault broken() {
    return new Fault.Refused(
        "The projector reports a failure of itself (ERR4): look at its own display or lamp");
  }

  /// Looks every half second whether the order shows, until it does or the time is over. Only "not
  /// yet" is asked about again.
  private Outcome<Receipt> seen(Deadline deadline, LinkOwner.Exchange<Receipt> look) {
    while (true) {
      Outcome<Receipt> outcome = talk(deadline, look);
      if (!(outcome instanceof Outcome.Failed<Receipt>(Fault.Busy notYet))) {
        return outcome;
      }
      if (deadline.remaining().compareTo(LOOK_AGAIN) <= 0 || owner.isClosed()) {
        return Outcome.failed(
            new Fault.Timeout("The projector took the order, but it is " + notYet.message()));
      }
      LockSupport.parkNanos(LOOK_AGAIN.toNanos());
    }
  }

  private <T> Outcome<T> talk(Deadline deadline, LinkOwner.Exchange<T> exchange) {
    if (time.monotonicMicros() - lastUsedMicros > QUIET_LIMIT.toNanos() / 1_000) {
      owner.drop();
    }
    Outcome<T> outcome = owner.run(deadline, exchange);
    lastUsedMicros = time.monotonicMicros();
    return outcome;
  }

  /// After silence or nonsense a late answer could be taken for the next one: a new connection has
  /// none.
  private PjlinkAnswer ask(ByteLink link, String command, String value, Deadline deadline)
      throws LinkException {
    boolean answered = false;
    try {
      PjlinkAnswer answer =
          wire.ask(link, CLASS_2.contains(command) ? 2 : 1, command, value, deadline);
      answered = true;
      if (command.equals("POWR")
          && answer instanceof PjlinkAnswer.Said(String text)
          && PowerState.of(text) instanceof Outcome.Ok<PowerState>(PowerState state)) {
        watch.saw(state, time.monotonicMicros());
      }
      return answer;
    } finally {
      if (!answered) {
        owner.drop();
      }
    }
  }

  /// A projector says nothing by itself on this connection.
  @Override
  public void listen(Sink sink) {}

  @Override
  public void close() {
    owner.close();
  }
}
