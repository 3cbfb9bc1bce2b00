package org.khue.driver;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/// Asks many endpoints, some at a time, at the scope's pace.
public final class Sweep {
  private static final int AT_A_TIME = 32;

  private Sweep() {}

  /// Asks one endpoint, within its own deadline.
  public interface Probe {
    void ask(Endpoint endpoint, Deadline deadline) throws InterruptedException;
  }

  /// Asks all, or those for which there is time; returns when nobody asks any more.
  ///
  /// @param patience for one endpoint
  /// @throws RuntimeException the first bug that a probe threw, after all others were asked
  public static void over(List<Endpoint> endpoints, Scope scope, Duration patience, Probe probe)
      throws InterruptedException {
    Queue<Endpoint> waiting = new ConcurrentLinkedQueue<>(endpoints);
    Queue<RuntimeException> bugs = new ConcurrentLinkedQueue<>();
    List<Thread> askers = new ArrayList<>();
    for (int i = 0; i < Math.min(AT_A_TIME, endpoints.size()); i++) {
      askers.add(
          Thread.ofVirtual()
              .name("sweep-" + i)
              .start(() -> askWaiting(waiting, scope, patience, probe, bugs)));
    }
    try {
      for (Thread asker : askers) {
        asker.join();
      }
    } catch (InterruptedException e) {
      waiting.clear();
      askers.forEach(Thread::interrupt);
      for (Thread asker : askers) {
        asker.join(patience);
      }
      throw e;
    }
    RuntimeException bug = bugs.poll();
    if (bug != null) {
      throw bug;
    }
  }

  private static void askWaiting(
      Queue<Endpoint> waiting,
      Scope scope,
      Duration patience,
      Probe probe,
      Queue<RuntimeException> bugs) {
    try {
      for (Endpoint next = waiting.poll(); next != null; next = waiting.poll()) {
        if (!scope.pace().await(scope.deadline())) {
          return;
        }
        try {
          probe.ask(next, scope.deadline().within(patience));
        } catch (RuntimeException e) {
          bugs.add(e);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
