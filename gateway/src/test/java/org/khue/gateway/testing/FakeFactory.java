package org.khue.gateway.testing;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.khue.driver.Capability;
import org.khue.driver.CommandCall;
import org.khue.driver.Deadline;
import org.khue.driver.DeviceConfig;
import org.khue.driver.Driver;
import org.khue.driver.DriverFactory;
import org.khue.driver.Fault;
import org.khue.driver.Identity;
import org.khue.driver.Links;
import org.khue.driver.Outcome;
import org.khue.driver.PointSpec;
import org.khue.driver.Problem;
import org.khue.driver.Profile;
import org.khue.driver.Receipt;
import org.khue.driver.Sample;
import org.khue.driver.Sink;
import org.khue.driver.TimeSource;

/// A driver whose device does what the test says, wire or no wire.
public final class FakeFactory implements DriverFactory {

  /// How a call goes.
  public enum Mood {
    ANSWERS,
    FAILS,
    GONE,
    THROWS,
    /// Blocks until the test ends, deaf to interrupts.
    HANGS
  }

  public final AtomicInteger made = new AtomicInteger();
  public final AtomicInteger reads = new AtomicInteger();
  public final AtomicInteger closed = new AtomicInteger();
  public volatile Mood probe = Mood.ANSWERS;
  public volatile Mood read = Mood.ANSWERS;
  public volatile Mood execute = Mood.ANSWERS;
  public volatile String serial = "SN-1";
  public volatile double value = 20;
  public volatile Sink sink;
  private final String id;
  private final String bus;
  private final CountDownLatch end = new CountDownLatch(1);

  /// @param bus shared by all devices of this driver; empty if each has its own
  public FakeFactory(String id, String bus) {
    this.id = id;
    this.bus = bus;
  }

  /// Lets hanging calls go.
  public void end() {
    end.countDown();
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public String connectionSchema() {
    return "{}";
  }

  @Override
  public String addressSchema() {
    return "{}";
  }

  @Override
  public Set<Capability> capabilities() {
    return Set.of(Capability.READ, Capability.LISTEN, Capability.EXECUTE);
  }

  @Override
  public String bus(DeviceConfig config) {
    return bus.isEmpty() ? DriverFactory.super.bus(config) : bus;
  }

  @Override
  public List<Problem> validate(DeviceConfig config, Profile profile) {
    return List.of();
  }

  @Override
  public Driver create(DeviceConfig config, Profile profile, Links links, TimeSource time) {
    made.incrementAndGet();
    return new FakeDriver(time);
  }

  private <T> Outcome<T> go(Mood mood, T answer) {
    return switch (mood) {
      case ANSWERS -> Outcome.ok(answer);
      case FAILS -> Outcome.failed(new Fault.Timeout("no answer from the fake"));
      case GONE -> Outcome.failed(new Fault.Gone("the fake is unplugged"));
      case THROWS -> throw new IllegalStateException("a bug in the fake");
      case HANGS -> {
        awaitEnd();
        yield Outcome.ok(answer);
      }
    };
  }

  private void awaitEnd() {
    boolean waiting = true;
    while (waiting) {
      try {
        end.await();
        waiting = false;
      } catch (InterruptedException e) {
        // Deaf, as a call in native code is.
      }
    }
  }

  private final class FakeDriver implements Driver {
    private final TimeSource time;

    FakeDriver(TimeSource time) {
      this.time = time;
    }

    @Override
    public Outcome<Identity> probe(Deadline deadline) {
      return go(probe, new Identity("Fake", "F1", serial, "1.0"));
    }

    @Override
    public Map<String, Outcome<Sample>> read(List<PointSpec> points, Deadline deadline) {
      reads.incrementAndGet();
      return points.stream()
          .collect(
              Collectors.toMap(
                  PointSpec::id, point -> go(read, Sample.number(point.id(), value, time))));
    }

    @Override
    public CompletionStage<Outcome<Receipt>> execute(CommandCall call, Deadline deadline) {
      return CompletableFuture.completedStage(go(execute, new Receipt(call.args().toString())));
    }

    @Override
    public void listen(Sink next) {
      sink = next;
    }

    @Override
    public void close() {
      closed.incrementAndGet();
    }
  }
}
