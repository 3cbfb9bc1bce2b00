package org.khue.gateway.device;

import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.khue.driver.Deadline;

/// Takes orders for the devices of this gateway. Implemented by the device runtime; the command
/// handler calls it.
public interface DeviceCommands {

  /// Orders a device to do something, ahead of every poll of its bus. It is tried once.
  ///
  /// @param command the id of a command in the device's profile
  /// @param startBy a command that still waits for its turn then is not begun any more
  /// @return ends when the device itself has confirmed or refused, or the command's deadline is
  ///   over; never exceptionally
  CompletionStage<Result> execute(
      String device, String command, Map<String, Object> args, Deadline startBy);

  /// How it ended.
  sealed interface Result {
    /// @param text what the device answered
    record Done(String text) implements Result {}

    /// @param reason what went wrong, in the device's words where it gave any
    record Failed(String reason) implements Result {}

    /// It was never begun.
    record Expired() implements Result {}
  }
}
