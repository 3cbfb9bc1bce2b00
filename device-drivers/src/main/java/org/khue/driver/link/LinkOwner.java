package org.khue.driver.link;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.khue.driver.ByteLink;
import org.khue.driver.Deadline;
import org.khue.driver.Fault;
import org.khue.driver.LinkException;
import org.khue.driver.Outcome;

/// Owns the one link of a device: connects when it is needed, lets one exchange at a time on the
/// wire, takes a new link when the old one is gone, and lets go for good when closed.
public final class LinkOwner implements AutoCloseable {
  /// A request and its answer.
  public interface Exchange<T> {
    Outcome<T> with(ByteLink link, Deadline deadline) throws LinkException;
  }

  /// What both sides say before the first exchange on a fresh link.
  public interface Greeting {
    void say(ByteLink link, Deadline deadline) throws LinkException;
  }

  private final Supplier<ByteLink> links;
  private final Greeting greeting;
  private final ReentrantLock turn = new ReentrantLock(true);
  private final Object gate = new Object();
  private @Nullable ByteLink current;
  private boolean closed;

  public LinkOwner(Supplier<ByteLink> links, Greeting greeting) {
    this.links = links;
    this.greeting = greeting;
  }

  /// Waits for the wire, connects if need be and runs the exchange. A failure of the link is the
  /// outcome; after [Fault.Gone] the next exchange begins with a fresh link.
  public <T> Outcome<T> run(Deadline deadline, Exchange<T> exchange) {
    return run(deadline, exchange, true);
  }

  /// The same, but [Fault.Gone] where there is no open link: for those who must notice that the
  /// device was away.
  public <T> Outcome<T> runIfConnected(Deadline deadline, Exchange<T> exchange) {
    return run(deadline, exchange, false);
  }

  private <T> Outcome<T> run(Deadline deadline, Exchange<T> exchange, boolean reconnect) {
    try {
      if (!turn.tryLock(deadline.remaining().toNanos(), TimeUnit.NANOSECONDS)) {
        return Outcome.failed(new Fault.Busy("The wire is in use by another call to this device"));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Outcome.failed(new Fault.Gone("Stopped while waiting for the wire"));
    }
    boolean sound = false;
    try {
      Outcome<T> outcome = exchange.with(connected(deadline, reconnect), deadline);
      sound = true;
      return outcome;
    } catch (LinkException e) {
      sound = !(e.fault() instanceof Fault.Gone);
      return Outcome.failed(e.fault());
    } finally {
      if (!sound) {
        drop();
      }
      turn.unlock();
    }
  }

  private ByteLink connected(Deadline deadline, boolean reconnect) throws LinkException {
    ByteLink link = stillThere();
    if (link != null) {
      return link;
    }
    if (!reconnect) {
      throw new LinkException(new Fault.Gone("The device has gone since it was last asked"));
    }
    return fresh(deadline);
  }

  /// The present link if the peer has not hung up since the last exchange, as many devices do after
  /// some quiet time. What came that nobody asked for is thrown away.
  private @Nullable ByteLink stillThere() throws LinkException {
    ByteLink link;
    synchronized (gate) {
      link = current;
    }
    if (link == null || !link.isOpen()) {
      return null;
    }
    try {
      link.drain();
      return link;
    } catch (LinkException e) {
      if (e.fault() instanceof Fault.Gone) {
        return null;
      }
      drop();
      throw e;
    }
  }

  private ByteLink fresh(Deadline deadline) throws LinkException {
    drop();
    ByteLink link;
    synchronized (gate) {
      if (closed) {
        throw new LinkException(new Fault.Gone("This driver is closed: make a new one"));
      }
      link = links.get();
      current = link;
    }
    boolean greeted = false;
    try {
      link.open(deadline);
      greeting.say(link, deadline);
      greeted = true;
      return link;
    } finally {
      if (!greeted) {
        drop();
      }
    }
  }

  /// Lets go of the link; the next exchange takes a fresh one. For when both sides can no longer
  /// agree on where an answer begins.
  public void drop() {
    synchronized (gate) {
      if (current != null) {
        current.close();
        current = null;
      }
    }
  }

  public boolean isClosed() {
    synchronized (gate) {
      return closed;
    }
  }

  @Override
  public void close() {
    synchronized (gate) {
      closed = true;
    }
    drop();
  }
}
