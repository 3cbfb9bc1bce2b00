package org.khue.driver.scpi;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
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
import org.khue.driver.Receipt;
import org.khue.driver.Sample;
import org.khue.driver.Sink;
import org.khue.driver.TimeSource;
import org.khue.driver.link.LinkOwner;

/// One instrument.
///
/// How it stays in step: SCPI answers carry nothing that tells which question they belong to. When
/// an answer did not come in time it may still come later, and would then be taken for the answer
/// to the next question. So after a timeout nothing is believed until the instrument has answered
/// `*IDN?` with the very line that it is known by; all lines before that are late answers. Where
/// that fails, or after bytes that are no SCPI, the connection is given up and the next call makes
/// a new one.
final class ScpiDriver implements Driver {
  private static final String WHO = "*IDN?";
  private static final String DONE = "*OPC?";
  private static final String ERROR = "SYSTem:ERRor?";
  private static final int LATE_ANSWERS = 16;
  private static final int ERROR_QUEUE = 32;

  private final TimeSource time;
  private final LinkOwner owner;

  // Both belong to whoever runs an exchange.
  private String knownLine = "";
  private boolean outOfStep;

  ScpiDriver(Supplier<ByteLink> links, TimeSource time) {
    this.time = time;
    // After a reconnect the instrument must be the one that was there before.
    this.owner = new LinkOwner(links, (link, deadline) -> outOfStep = !knownLine.isEmpty());
  }

  @Override
  public Outcome<Identity> probe(Deadline deadline) {
    knownLine = "";
    if (outOfStep) {
      owner.drop();
    }
    return owner.run(
        deadline,
        (link, by) -> {
          String line = ask(link, WHO, by);
          String[] parts = line.split(",", 4);
          if (parts.length < 2) {
            owner.drop();
            return Outcome.failed(
                new Fault.Protocol(
                    "%s answered *IDN? with \"%s\": a maker and a model were expected"
                        .formatted(link.target(), ScpiText.shortened(line))));
          }
          knownLine = line;
          return Outcome.ok(
              new Identity(parts[0].strip(), parts[1].strip(), part(parts, 2), part(parts, 3)));
        });
  }

  /// A field of `*IDN?`; 0 stands for "not available" (IEEE 488.2-1992, section 10.14.3).
  private static String part(String[] parts, int index) {
    String part = index < parts.length ? parts[index].strip() : "";
    return part.equals("0") ? "" : part;
  }

  /// Asks one point after the other. Each may take an equal share of what is left, so that a query
  /// that the instrument ignores leaves time for the others.
  @Override
  public Map<String, Outcome<Sample>> read(List<PointSpec> points, Deadline deadline) {
    Map<String, Outcome<Sample>> samples = new LinkedHashMap<>();
    int left = points.size();
    for (PointSpec point : points) {
      Deadline share = Deadline.after(deadline.remaining().dividedBy(left--), time);
      samples.put(point.id(), owner.run(share, (link, by) -> sample(link, point, by)));
    }
    return samples;
  }

  private Outcome<Sample> sample(ByteLink link, PointSpec point, Deadline share)
      throws LinkException {
    ScpiQuery query = ScpiQuery.of(point.address());
    comeInStep(link, share);
    // Some time is kept to ask why there was no answer.
    Deadline patience = Deadline.after(share.remaining().multipliedBy(2).dividedBy(3), time);
    try {
      return query.sample(point.id(), ask(link, query.query(), patience), time);
    } catch (LinkException e) {
      if (!(e.fault() instanceof Fault.Timeout) || knownLine.isEmpty()) {
        throw e;
      }
      return Outcome.failed(whyNoAnswer(link, query.query(), share));
    }
  }

  /// An instrument says nothing to a query that it does not know; its error queue tells.
  private Fault whyNoAnswer(ByteLink link, String query, Deadline deadline) {
    try {
      comeInStep(link, deadline);
      ScpiError error = latestError(link, deadline);
      return error.none()
          ? new Fault.Timeout(link.target() + " is there, but did not answer " + query + " in time")
          : error.fault(query);
    } catch (LinkException e) {
      return e.fault() instanceof Fault.Timeout
          ? new Fault.Timeout("No answer from " + link.target() + " to " + query + " in time")
          : e.fault();
    }
  }

  /// Empties the error queue: what others left in it is older than what we caused.
  private ScpiError latestError(ByteLink link, Deadline deadline) throws LinkException {
    ScpiError latest = ScpiError.parse(ask(link, ERROR, deadline));
    for (int i = 0; i < ERROR_QUEUE && !latest.none(); i++) {
      ScpiError next = ScpiError.parse(ask(link, ERROR, deadline));
      if (next.none()) {
        return latest;
      }
      latest = next;
    }
    return latest;
  }

  /// Sends an order and asks three times for the instrument's own word: that it is done, that it
  /// had no error, and what it shows now.
  @Override
  public CompletionStage<Outcome<Receipt>> execute(CommandCall call, Deadline deadline) {
    ScpiOrder order = ScpiOrder.of(call.spec().address());
    return CompletableFuture.completedFuture(
        switch (order.line(call.args())) {
          case Outcome.Failed<String>(Fault fault) -> Outcome.failed(fault);
          case Outcome.Ok<String>(String line) ->
              owner.run(deadline, (link, by) -> carryOut(link, order, line, call.args(), by));
        });
  }

  private Outcome<Receipt> carryOut(
      ByteLink link, ScpiOrder order, String line, Map<String, Object> args, Deadline deadline)
      throws LinkException {
    comeInStep(link, deadline);
    ScpiWire wire = new ScpiWire(link, deadline);
    // Empties the error queue: errors of others are not blamed on this order.
    wire.send("*CLS");
    wire.send(line);
    String done = ask(link, DONE, deadline);
    ScpiError error = ScpiError.parse(ask(link, ERROR, deadline));
    if (!error.none()) {
      return Outcome.failed(error.fault(line));
    }
    if (!(ScpiNumber.parse(done) instanceof ScpiNumber.Plain(double one) && one == 1)) {
      return Outcome.failed(
          new Fault.Protocol(
              "The answer to *OPC? was \"" + ScpiText.shortened(done) + "\", not 1"));
    }
    if (order.check() == null) {
      return Outcome.ok(new Receipt(line + ": done, no error"));
    }
    String shown = ask(link, order.check(), deadline);
    return order.confirmedBy(shown, args)
        ? Outcome.ok(new Receipt(line + ": done, " + order.check() + " shows " + shown))
        : Outcome.failed(
            new Fault.Refused(
                "The instrument took \"%s\", but %s shows \"%s\""
                    .formatted(line, order.check(), ScpiText.shortened(shown))));
  }

  private String ask(ByteLink link, String query, Deadline deadline) throws LinkException {
    ScpiWire wire = new ScpiWire(link, deadline);
    outOfStep = true;
    try {
      wire.send(query);
      String answer = wire.answer();
      outOfStep = wire.leftOver();
      return answer;
    } catch (LinkException e) {
      throw dropIfLost(e);
    }
  }

  /// After bytes that are no SCPI nobody knows where an answer begins, and before its name is known
  /// an instrument cannot be asked for it to come in step.
  private LinkException dropIfLost(LinkException e) {
    boolean nameless = e.fault() instanceof Fault.Timeout && knownLine.isEmpty();
    if (nameless || e.fault() instanceof Fault.Protocol) {
      owner.drop();
    }
    return e;
  }

  private void comeInStep(ByteLink link, Deadline deadline) throws LinkException {
    if (!outOfStep || knownLine.isEmpty()) {
      return;
    }
    ScpiWire wire = new ScpiWire(link, deadline);
    try {
      wire.send(WHO);
      for (int late = 0; late < LATE_ANSWERS; late++) {
        if (wire.answer().equals(knownLine) && !wire.leftOver()) {
          outOfStep = false;
          return;
        }
      }
    } catch (LinkException e) {
      throw dropIfLost(e);
    }
    owner.drop();
    throw new LinkException(
        new Fault.Protocol(
            link.target() + " does not answer *IDN? with the line that it is known by any more"));
  }

  /// An instrument says nothing by itself.
  @Override
  public void listen(Sink sink) {}

  @Override
  public void close() {
    owner.close();
  }
}
