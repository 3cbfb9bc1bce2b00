package org.khue.driver.pn532;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.khue.driver.ByteLink;
import org.khue.driver.CommandCall;
import org.khue.driver.Deadline;
import org.khue.driver.Driver;
import org.khue.driver.Fault;
import org.khue.driver.Identity;
import org.khue.driver.Links;
import org.khue.driver.Outcome;
import org.khue.driver.PointSpec;
import org.khue.driver.Receipt;
import org.khue.driver.Sample;
import org.khue.driver.Sink;
import org.khue.driver.TimeSource;
import org.khue.driver.link.LinkOwner;

/// One reader. Only a probe opens the line: all else tells that the reader is gone.
final class Pn532Driver implements Driver {
  private static final Duration STOP_WAIT = Duration.ofSeconds(1);

  private final String device;
  private final Links links;
  private final TimeSource time;
  private final LinkOwner owner;
  private @Nullable Thread loop;

  Pn532Driver(String device, Supplier<ByteLink> line, Links links, TimeSource time) {
    this.device = device;
    this.links = links;
    this.time = time;
    this.owner = new LinkOwner(line, (link, by) -> new Chip(link, time).start(by));
  }

  @Override
  public Outcome<Identity> probe(Deadline deadline) {
    return owner.run(
        deadline,
        (link, by) -> {
          byte[] firmware = new Chip(link, time).firmware(by);
          String model = "PN5" + String.format(Locale.ROOT, "%02X", firmware[0]);
          String version = (firmware[1] & 0xFF) + "." + (firmware[2] & 0xFF);
          return Outcome.ok(new Identity("NXP", model, "", version));
        });
  }

  /// Every point is the same one: 1 when the chip answers.
  @Override
  public Map<String, Outcome<Sample>> read(List<PointSpec> points, Deadline deadline) {
    Outcome<byte[]> firmware =
        owner.runIfConnected(deadline, (link, by) -> Outcome.ok(new Chip(link, time).firmware(by)));
    Map<String, Outcome<Sample>> samples = new LinkedHashMap<>();
    for (PointSpec point : points) {
      samples.put(
          point.id(),
          switch (firmware) {
            case Outcome.Failed<byte[]>(Fault fault) -> Outcome.failed(fault);
            case Outcome.Ok<byte[]> answered -> Outcome.ok(Sample.number(point.id(), 1, time));
          });
    }
    return samples;
  }

  @Override
  public CompletionStage<Outcome<Receipt>> execute(CommandCall call, Deadline deadline) {
    return CompletableFuture.completedFuture(
        Outcome.failed(new Fault.Refused("A card reader takes no commands")));
  }

  @Override
  public synchronized void listen(Sink sink) {
    if (loop == null && !owner.isClosed()) {
      loop =
          Thread.ofPlatform()
              .name("pn532 " + device)
              .daemon()
              .start(new CardLoop(device, owner, links, sink, time));
    }
  }

  @Override
  public void close() {
    owner.close();
    Thread running;
    synchronized (this) {
      running = loop;
    }
    if (running != null && running != Thread.currentThread()) {
      try {
        running.join(STOP_WAIT);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
