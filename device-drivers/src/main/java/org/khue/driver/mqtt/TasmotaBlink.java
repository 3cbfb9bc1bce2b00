package org.khue.driver.mqtt;

import org.jspecify.annotations.Nullable;
import org.khue.driver.Deadline;
import org.khue.driver.Fault;
import org.khue.driver.Outcome;
import org.khue.driver.Receipt;

/// Lets the status light of a Tasmota device blink; its relay is not touched.
///
/// `LedPower` takes the light from the firmware, which changes the setting `LedState`. So that
/// setting is asked for first, and put back by the same `Backlog` that blinks: the device does all
/// of it by itself, even if the gateway goes away meanwhile. Source: Tasmota documentation,
/// Commands (`LedPower`, `LedState`, `Backlog`, `Delay` in tenths of a second).
final class TasmotaBlink {
  private static final int TIMES = 4;

  private TasmotaBlink() {}

  static Outcome<Receipt> show(
      BrokerConnection connection, Heard heard, String topic, String answers, Deadline deadline)
      throws InterruptedException {
    if (connection.publish("cmnd/" + topic + "/LedState", new byte[0])
        instanceof Outcome.Failed<Boolean>(Fault fault)) {
      return Outcome.failed(fault);
    }
    @Nullable Integer state =
        heard.await(
            answers,
            answer -> answer.path("LedState").isInt() ? answer.path("LedState").intValue() : null,
            deadline);
    if (state == null) {
      return Outcome.failed(
          new Fault.Timeout("No answer from `" + topic + "`: is it on, is it the right one?"));
    }
    return switch (connection.publish("cmnd/" + topic + "/Backlog", Payloads.bytes(order(state)))) {
      case Outcome.Failed<Boolean>(Fault fault) -> Outcome.failed(fault);
      case Outcome.Ok<Boolean> sent ->
          Outcome.ok(new Receipt("Its status light blinks " + TIMES + " times"));
    };
  }

  static String order(int state) {
    StringBuilder order = new StringBuilder();
    for (int i = 0; i < TIMES; i++) {
      order.append("LedPower 1; Delay 5; LedPower 0; Delay 5; ");
    }
    return order.append("LedState ").append(state).toString();
  }
}
