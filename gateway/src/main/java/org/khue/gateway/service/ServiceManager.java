package org.khue.gateway.service;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Tells the service manager (systemd) what `sd_notify(3)` names: READY, WATCHDOG and STOPPING.
/// Without one, as in a demo, it tells nobody.
///
/// The watchdog is fed only while a look at the gateway's parts still returns in time. A gateway
/// that hangs, say in a deadlock, is therefore ended and started anew by the service manager; the
/// journal loses nothing by that.
public final class ServiceManager implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ServiceManager.class);

  private final @Nullable NotifySocket socket;
  private final Duration period;
  private volatile boolean closed;
  private @Nullable Thread feeder;

  private ServiceManager(@Nullable NotifySocket socket, Duration period) {
    this.socket = socket;
    this.period = period;
  }

  /// @param environment with `NOTIFY_SOCKET` and `WATCHDOG_USEC` where a service manager started us
  public static ServiceManager of(Map<String, String> environment) {
    String address = environment.getOrDefault("NOTIFY_SOCKET", "");
    if (address.isEmpty()) {
      return new ServiceManager(null, Duration.ZERO);
    }
    try {
      return new ServiceManager(new NotifySocket(address), period(environment));
    } catch (IOException e) {
      LOG.warn("The service manager is not told anything: {}", e.getMessage());
      return new ServiceManager(null, Duration.ZERO);
    }
  }

  /// A third of the time after which the service manager loses patience.
  private static Duration period(Map<String, String> environment) {
    String micros = environment.getOrDefault("WATCHDOG_USEC", "0");
    return micros.matches("\\d{1,18}")
        ? Duration.ofNanos(Long.parseLong(micros) * 1_000 / 3)
        : Duration.ZERO;
  }

  /// Says that the gateway is ready, and from now on, as often as is wanted, that it works.
  ///
  /// @param look touches the parts that must not hang; its result does not matter
  public void ready(Callable<?> look) {
    tell("READY=1");
    if (socket != null && period.isPositive()) {
      feeder = Thread.ofPlatform().daemon().name("watchdog").start(() -> feed(look));
    }
  }

  private void feed(Callable<?> look) {
    while (!closed) {
      if (returns(look)) {
        tell("WATCHDOG=1");
      }
      try {
        Thread.sleep(period);
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  private boolean returns(Callable<?> look) {
    FutureTask<?> task = new FutureTask<>(look);
    Thread looking = Thread.ofVirtual().name("watchdog-look").start(task);
    try {
      task.get(period.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException e) {
      LOG.error("A look at the gateway did not return within {}: it hangs", period);
    } catch (ExecutionException e) {
      LOG.error("A look at the gateway failed", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    looking.interrupt();
    return false;
  }

  private void tell(String state) {
    if (socket == null) {
      return;
    }
    try {
      socket.send(state);
    } catch (IOException e) {
      LOG.warn("The service manager was not told {}: {}", state, e.getMessage());
    }
  }

  /// Says that the gateway ends.
  @Override
  public void close() {
    closed = true;
    tell("STOPPING=1");
    if (feeder != null) {
      feeder.interrupt();
    }
  }
}
