package org.khue.gateway;

import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import org.khue.contract.Command;
import org.khue.driver.Outcome;
import org.khue.driver.Receipt;
import org.khue.driver.TimeSource;
import org.khue.gateway.command.DeviceCommands;
import org.khue.gateway.local.room.Orders;

/// Takes the local site's orders to the devices.
record LocalOrders(DeviceCommands devices, TimeSource time) implements Orders {
  private static final Duration BEGUN_WITHIN = Duration.ofSeconds(30);

  @Override
  public CompletionStage<Ended> order(
      String device, String command, Map<String, Object> args, String by) {
    long notAfter = time.wallMicros() + BEGUN_WITHIN.toNanos() / 1_000;
    return devices
        .execute(new Command(UUID.randomUUID().toString(), device, command, args, notAfter))
        .thenApply(LocalOrders::ended);
  }

  private static Ended ended(Outcome<Receipt> outcome) {
    return switch (outcome) {
      case Outcome.Ok<Receipt>(Receipt receipt) -> new Ended(true, receipt.text());
      case Outcome.Failed<Receipt> failed ->
          new Ended(false, failed.fault().code() + ": " + failed.fault().message());
    };
  }
}
