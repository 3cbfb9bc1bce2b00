package org.khue.gateway;

import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What has been started, ended in reverse order; one that fails to end does not keep the others.
final class Parts implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Parts.class);

  private final Deque<AutoCloseable> started = new ArrayDeque<>();

  <T extends AutoCloseable> T add(T part) {
    started.push(part);
    return part;
  }

  @Override
  public synchronized void close() {
    while (!started.isEmpty()) {
      AutoCloseable part = started.pop();
      long before = System.nanoTime();
      try {
        part.close();
        log.debug(
            "{} ended in {} ms",
            part.getClass().getSimpleName(),
            (System.nanoTime() - before) / 1_000_000);
      } catch (Exception e) {
        log.warn("{} did not end cleanly", part.getClass().getSimpleName(), e);
      }
    }
  }
}
