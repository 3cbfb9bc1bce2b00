package org.khue.driver.mqtt;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.khue.driver.Deadline;
import org.khue.driver.Fault;
import org.khue.driver.Outcome;
import org.khue.driver.Receipt;

/// Commands that wait for the device's own word.
final class PendingOrders {
  private static final int MOST = 16;

  private final List<Pending> pending = new CopyOnWriteArrayList<>();

  private static final class Pending {
    final MqttOrder order;
    final CompletableFuture<Outcome<Receipt>> end = new CompletableFuture<>();
    volatile String last = "nothing";

    Pending(MqttOrder order) {
      this.order = order;
    }
  }

  /// Begins to wait, then lets the order be sent.
  CompletionStage<Outcome<Receipt>> carryOut(
      MqttOrder order, BrokerConnection connection, Deadline deadline) {
    if (pending.size() >= MOST) {
      return CompletableFuture.completedFuture(
          Outcome.failed(new Fault.Busy(MOST + " orders wait for this device: try later")));
    }
    Pending waiting = new Pending(order);
    pending.add(waiting);
    CompletionStage<Outcome<Receipt>> end =
        waiting
            .end
            .orTimeout(Math.max(1, deadline.remaining().toMillis()), TimeUnit.MILLISECONDS)
            .exceptionally(late -> Outcome.failed(late(waiting)))
            .whenComplete((outcome, none) -> pending.remove(waiting));
    if (connection.publish(order.topic(), order.payload())
        instanceof Outcome.Failed<Boolean>(Fault fault)) {
      waiting.end.complete(Outcome.failed(fault));
    }
    return end;
  }

  private static Fault late(Pending waiting) {
    return new Fault.Timeout(
        "No "
            + waiting.order.expect()
            + " on "
            + waiting.order.confirm()
            + " in time; last came "
            + waiting.last);
  }

  /// A live message has come: it may be the word that is waited for.
  void heard(Message message) {
    for (Pending waiting : pending) {
      if (!waiting.order.confirm().equals(message.topic())) {
        continue;
      }
      if (waiting.order.confirmedBy(message.payload())) {
        waiting.end.complete(
            Outcome.ok(new Receipt(message.topic() + " " + waiting.order.expect())));
      } else {
        String said = waiting.order.said(message.payload());
        waiting.last = said.length() > 40 ? said.substring(0, 40) : said;
      }
    }
  }

  /// Tasmota answers a command that it does not know with `{"Command":"Unknown"}` or `"Error"`.
  void refusedBy(String topic, JsonNode answer) {
    String word = answer.path("Command").asText();
    if (word.equals("Unknown") || word.equals("Error")) {
      fail(new Fault.Refused("The device answered " + word + " on " + topic));
    }
  }

  void fail(Fault fault) {
    pending.forEach(waiting -> waiting.end.complete(Outcome.failed(fault)));
  }
}
