package org.khue.gateway;

import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.khue.gateway.command.LocalCommands;
import org.khue.gateway.local.room.Orders;

/// Takes the local site's orders to the devices, the same way as the cloud's.
record LocalOrders(LocalCommands commands) implements Orders {
  @Override
  public CompletionStage<Ended> order(
      String device, String command, Map<String, Object> args, String by) {
    return commands
        .order(device, command, args, by)
        .thenApply(ended -> new Ended(ended.outcome().equals("done"), ended.reason()));
  }
}
