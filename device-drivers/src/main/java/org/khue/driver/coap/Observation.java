package org.khue.driver.coap;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.eclipse.californium.core.coap.ClientObserveRelation;
import org.eclipse.californium.core.coap.MessageObserverAdapter;
import org.eclipse.californium.core.coap.Request;
import org.eclipse.californium.core.coap.Response;
import org.eclipse.californium.core.observe.NotificationListener;
import org.khue.driver.Deadline;
import org.khue.driver.Fault;
import org.khue.driver.Outcome;

/// One observed resource (RFC 7641).
///
/// The library's relation puts notifications in order (section 3.4) and registers again when none
/// has come for its Max-Age: a node that was restarted has forgotten who observes it, and starts
/// its sequence anew. What it gets then is a first answer again. If the node does not answer that,
/// it is lost.
final class Observation {
  private final Node node;
  private final String path;
  private final Consumer<Response> heard;
  private final Consumer<Fault> lost;
  private final Request request;
  private final ClientObserveRelation relation;
  private final NotificationListener notifications;
  private final CountDownLatch farewell = new CountDownLatch(1);
  private volatile boolean ending;

  /// @param heard takes each fresh answer and notification, on the timer's thread
  /// @param lost is told when the node does not answer a registration, except the first
  Observation(Node node, String path, Consumer<Response> heard, Consumer<Fault> lost) {
    this.node = node;
    this.path = path;
    this.heard = heard;
    this.lost = lost;
    request = node.get(path);
    request.setObserve();
    relation = new ClientObserveRelation(request, node.socket().endpoint(), node.socket().timer());
    notifications =
        (observed, notification) -> {
          if (relation.matchRequest(observed)) {
            take(notification);
          }
        };
  }

  /// Registers and waits for the first answer.
  Outcome<Response> begin(Deadline deadline) {
    request.addMessageObserver(new Registration());
    node.socket().endpoint().addNotificationListener(notifications);
    Outcome<Response> first = node.ask(request, path, deadline);
    if (first instanceof Outcome.Ok<Response>(Response response)
        && response.isSuccess()
        && !response.getOptions().hasObserve()) {
      first =
          Outcome.failed(
              new Fault.Refused(
                  node.where(path)
                      + " cannot be observed: set `observe: false` and give its points a `poll`"));
    }
    if (first instanceof Outcome.Failed<Response>) {
      end();
    }
    return first;
  }

  private void take(Response response) {
    if (!relation.isCanceled() && relation.onResponse(response)) {
      heard.accept(response);
    }
  }

  /// Says farewell (section 3.6) once, without waiting for an answer or repeating it: if it is
  /// lost, the next notification is answered with a reset, which says the same.
  void end() {
    relation.setConfirmable(false);
    node.socket().endpoint().removeNotificationListener(notifications);
    ending = true;
    relation.proactiveCancel();
  }

  /// Waits until the farewell has left, at most so long.
  void awaitFarewell(Duration patience) {
    try {
      farewell.await(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// Follows the request of a registration, and of each one after it: the relation hands it on.
  private final class Registration extends MessageObserverAdapter {
    private boolean answered;

    @Override
    public void onResponse(Response response) {
      answered = true;
      take(response);
    }

    @Override
    public void onSent(boolean again) {
      if (ending) {
        farewell.countDown();
      }
    }

    @Override
    protected void failed() {
      if (answered && !relation.isCanceled()) {
        lost.accept(
            new Fault.Timeout(
                "No more notifications from "
                    + node.where(path)
                    + ", and no answer to a new registration: is the node on?"));
      }
    }
  }
}
