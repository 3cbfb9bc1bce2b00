package org.khue.driver.modbus;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.khue.driver.CommandCall;
import org.khue.driver.Deadline;
import org.khue.driver.Driver;
import org.khue.driver.Fault;
import org.khue.driver.Identity;
import org.khue.driver.Outcome;
import org.khue.driver.PointSpec;
import org.khue.driver.Profile;
import org.khue.driver.Quality;
import org.khue.driver.Receipt;
import org.khue.driver.Sample;
import org.khue.driver.Sink;
import org.khue.driver.TimeSource;
import org.khue.driver.Value;

/// One unit behind a Modbus TCP address.
final class ModbusDriver implements Driver {
  private static final Duration IDENTIFICATION_PATIENCE = Duration.ofMillis(700);
  private static final long READ_BACK_PAUSE_NANOS = 50_000_000;

  /// Batches without answer after which a read gives up on the rest.
  private static final int SILENT_BATCHES = 2;

  /// A command waits for its read-back without holding up the polls of the bus.
  private static final Executor COMMANDS =
      task -> Thread.ofVirtual().name("modbus-command").start(task);

  private final ModbusSettings settings;
  private final Profile profile;
  private final ModbusSockets sockets;
  private final TimeSource time;
  private final Set<String> alone = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;
  private @Nullable ModbusConnection connection;

  ModbusDriver(ModbusSettings settings, Profile profile, ModbusSockets sockets, TimeSource time) {
    this.settings = settings;
    this.profile = profile;
    this.sockets = sockets;
    this.time = time;
  }

  /// Any answer of the unit, even a refusal, proves that it is there. Its first point is asked for
  /// and not the last: a point that counts its own polls belongs at the end.
  @Override
  public Outcome<Identity> probe(Deadline deadline) {
    if (!profile.points().isEmpty()) {
      PointSpec first = profile.points().getFirst();
      Address address = Address.of(first.address());
      Outcome<byte[]> answer = readBatch(Batch.of(new Batch.Member(first, address)), deadline);
      if (answer instanceof Outcome.Failed<byte[]>(Fault fault) && !isAnswer(fault)) {
        return Outcome.failed(fault);
      }
    }
    return switch (serial(deadline)) {
      case Outcome.Failed<String>(Fault fault) -> Outcome.failed(fault);
      case Outcome.Ok<String>(String serial) -> identity(serial, deadline);
    };
  }

  private static boolean isAnswer(Fault fault) {
    return fault instanceof Fault.Refused || fault instanceof Fault.Busy;
  }

  private Outcome<String> serial(Deadline deadline) {
    Address register = settings.serial();
    if (register == null) {
      return Outcome.ok("");
    }
    return switch (value(register, deadline)) {
      case Outcome.Failed<Double>(Fault fault) -> Outcome.failed(fault);
      case Outcome.Ok<Double>(Double number) -> Outcome.ok(String.valueOf(number.longValue()));
    };
  }

  private Outcome<Identity> identity(String serial, Deadline deadline) {
    if (settings.identify()
        && ask(DeviceIdentification.request(), IDENTIFICATION_PATIENCE, deadline, settings.where())
            instanceof Outcome.Ok<byte[]>(byte[] answer)) {
      List<String> basic = DeviceIdentification.parse(answer);
      return Outcome.ok(new Identity(basic.get(0), basic.get(1), serial, basic.get(2)));
    }
    return closed ? Outcome.failed(goneByUs()) : Outcome.ok(new Identity("", "", serial, ""));
  }

  @Override
  public Map<String, Outcome<Sample>> read(List<PointSpec> points, Deadline deadline) {
    Map<String, Outcome<Sample>> outcomes = new HashMap<>();
    List<Batch.Member> members = new ArrayList<>();
    for (PointSpec point : points) {
      try {
        members.add(new Batch.Member(point, Address.of(point.address())));
      } catch (IllegalArgumentException e) {
        outcomes.put(
            point.id(), Outcome.failed(new Fault.Range(point.id() + ": " + e.getMessage())));
      }
    }
    int silent = 0;
    Fault silence = null;
    for (Batch batch : Batch.plan(members, alone)) {
      if (silence != null && silent >= SILENT_BATCHES) {
        spread(batch, silence, outcomes);
        continue;
      }
      silence = readInto(batch, outcomes, deadline);
      silent = silence == null ? 0 : silent + 1;
    }
    return outcomes;
  }

  /// @return the timeout if the device said nothing
  private @Nullable Fault readInto(
      Batch batch, Map<String, Outcome<Sample>> outcomes, Deadline deadline) {
    switch (readBatch(batch, deadline)) {
      case Outcome.Ok<byte[]>(byte[] data) -> {
        for (Batch.Member member : batch.members()) {
          outcomes.put(member.point().id(), Outcome.ok(sample(member, batch, data)));
        }
      }
      case Outcome.Failed<byte[]>(Fault.Refused refused) when batch.members().size() > 1 ->
          readOneByOne(batch, outcomes, deadline);
      case Outcome.Failed<byte[]>(Fault fault) -> {
        spread(batch, fault, outcomes);
        return fault instanceof Fault.Timeout ? fault : null;
      }
    }
    return null;
  }

  /// Some devices refuse a request that touches one register they do not have. From now on the
  /// points of such a batch are read singly, if that helps any of them.
  private void readOneByOne(Batch batch, Map<String, Outcome<Sample>> outcomes, Deadline deadline) {
    boolean helped = false;
    for (Batch.Member member : batch.members()) {
      readInto(Batch.of(member), outcomes, deadline);
      helped |= outcomes.get(member.point().id()) instanceof Outcome.Ok;
    }
    if (helped) {
      batch.members().forEach(member -> alone.add(member.point().id()));
    }
  }

  private static void spread(Batch batch, Fault fault, Map<String, Outcome<Sample>> outcomes) {
    batch.members().forEach(member -> outcomes.put(member.point().id(), Outcome.failed(fault)));
  }

  private Sample sample(Batch.Member member, Batch batch, byte[] data) {
    String id = member.point().id();
    double value = batch.decode(member, data);
    return Double.isFinite(value)
        ? Sample.number(id, value, time)
        : new Sample(
            id,
            new Value.Num(Double.NaN),
            Quality.BAD,
            "not-a-number",
            time.wallMicros(),
            time.monotonicMicros());
  }

  private Outcome<byte[]> readBatch(Batch batch, Deadline deadline) {
    String where = settings.where() + ", " + batch;
    Outcome<byte[]> answer =
        ask(
            Pdu.read(batch.table(), batch.start(), batch.count()),
            settings.timeout(),
            deadline,
            where);
    return answer instanceof Outcome.Ok<byte[]>(byte[] pdu)
        ? Pdu.readData(pdu, batch.table().bytes(batch.count()), where)
        : answer;
  }

  private Outcome<Double> value(Address address, Deadline deadline) {
    Batch batch = new Batch(address.table(), address.register(), address.type().width, List.of());
    return switch (readBatch(batch, deadline)) {
      case Outcome.Failed<byte[]>(Fault fault) -> Outcome.failed(fault);
      case Outcome.Ok<byte[]>(byte[] data) ->
          Outcome.ok(
              address.table().bits()
                  ? (double) (data[0] & 1)
                  : address.type().decode(data, 0, address.highWordFirst()));
    };
  }

  private Outcome<byte[]> ask(byte[] request, Duration patience, Deadline deadline, String where) {
    ModbusConnection taken = takeConnection();
    if (taken == null) {
      return Outcome.failed(goneByUs());
    }
    Outcome<byte[]> answer = taken.ask(this, settings.unit(), request, patience, deadline);
    return answer instanceof Outcome.Ok<byte[]>(byte[] pdu)
        ? Pdu.check(request, pdu, where)
        : answer;
  }

  private synchronized @Nullable ModbusConnection takeConnection() {
    if (!closed && connection == null) {
      connection = sockets.take(settings.host(), settings.port());
    }
    return closed ? null : connection;
  }

  private Fault goneByUs() {
    return new Fault.Gone("The driver of " + settings.where() + " is closed");
  }

  @Override
  public CompletionStage<Outcome<Receipt>> execute(CommandCall call, Deadline deadline) {
    return switch (Order.of(call)) {
      case Outcome.Failed<Order>(Fault fault) ->
          CompletableFuture.completedFuture(Outcome.failed(fault));
      case Outcome.Ok<Order>(Order order) ->
          CompletableFuture.supplyAsync(() -> carryOut(order, deadline), COMMANDS);
    };
  }

  private Outcome<Receipt> carryOut(Order order, Deadline deadline) {
    String where = settings.where() + ", " + order.target();
    byte[] request = Pdu.write(order.target(), order.value());
    Outcome<byte[]> answer = ask(request, settings.timeout(), deadline, where);
    if (answer instanceof Outcome.Ok<byte[]>(byte[] pdu)) {
      answer = Pdu.written(request, pdu, where);
    }
    return answer instanceof Outcome.Failed<byte[]>(Fault fault)
        ? Outcome.failed(fault)
        : confirm(order, deadline);
  }

  private Outcome<Receipt> confirm(Order order, Deadline deadline) {
    String last = "nothing";
    while (!deadline.passed() && !closed) {
      switch (value(order.shown(), deadline)) {
        case Outcome.Ok<Double>(Double seen) when order.confirmedBy(seen) -> {
          return Outcome.ok(new Receipt(order.shown() + " reads " + seen));
        }
        case Outcome.Ok<Double>(Double seen) -> last = String.valueOf(seen);
        case Outcome.Failed<Double>(Fault.Refused refused) -> {
          return Outcome.failed(refused);
        }
        // The last read runs into the deadline: what was seen before says more.
        case Outcome.Failed<Double>(Fault fault) -> {}
      }
      LockSupport.parkNanos(READ_BACK_PAUSE_NANOS);
    }
    return Outcome.failed(
        closed
            ? goneByUs()
            : new Fault.Timeout(
                settings.where()
                    + " took the order, but "
                    + order.shown()
                    + " does not show "
                    + order.expected()
                    + " in time: last came "
                    + last));
  }

  /// A Modbus device never speaks by itself.
  @Override
  public void listen(Sink sink) {}

  @Override
  public void close() {
    ModbusConnection taken;
    synchronized (this) {
      closed = true;
      taken = connection;
      connection = null;
    }
    if (taken != null) {
      taken.abandon(this);
      sockets.giveBack(taken);
    }
  }
}
