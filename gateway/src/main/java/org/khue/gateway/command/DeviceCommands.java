package org.khue.gateway.command;

import java.util.concurrent.CompletionStage;
import org.khue.contract.Command;
import org.khue.driver.Outcome;
import org.khue.driver.Receipt;

/// Where commands reach their devices: the device runtime.
@FunctionalInterface
public interface DeviceCommands {

  /// Carries the command out on its device, without blocking the caller.
  ///
  /// @return the device's receipt or what went wrong, including an unknown device or command
  ///   ([org.khue.driver.Fault.Refused]); it must end within the command's deadline
  CompletionStage<Outcome<Receipt>> execute(Command command);
}
