package org.khue.driver.link;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.khue.driver.Deadline;
import org.khue.driver.Fault;
import org.khue.driver.LinkException;

/// Finds a host's address within a deadline: the resolver of the system knows none and can hang for
/// many seconds when the school's name server is away.
public final class HostLookup {
  private HostLookup() {}

  /// @throws LinkException with [Fault.Gone] for an unknown name, [Fault.Timeout] for a silent
  ///   server
  public static InetSocketAddress resolve(String host, int port, Deadline deadline)
      throws LinkException {
    FutureTask<InetAddress> lookup = new FutureTask<>(() -> InetAddress.getByName(host));
    Thread.ofVirtual().name("lookup-" + host).start(lookup);
    try {
      InetAddress found = lookup.get(deadline.remaining().toMillis() + 1, TimeUnit.MILLISECONDS);
      return new InetSocketAddress(found, port);
    } catch (TimeoutException e) {
      lookup.cancel(true);
      throw new LinkException(
          new Fault.Timeout("No answer from the name server about " + host + " in time"), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LinkException(new Fault.Gone("Stopped while looking up " + host), e);
    } catch (ExecutionException e) {
      String why =
          e.getCause() instanceof UnknownHostException
              ? "The name " + host + " is unknown: check it, or write the address as numbers"
              : "Cannot look up " + host + ": " + e.getCause();
      throw new LinkException(new Fault.Gone(why), e);
    }
  }
}
