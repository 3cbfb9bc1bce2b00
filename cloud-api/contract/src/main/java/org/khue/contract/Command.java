package org.khue.contract;

import java.util.Map;

/// An order to a device. It ends in exactly one [EventKind#COMMAND_ENDED].
///
/// @param id unique for ever, chosen by the cloud
/// @param notAfterMicros µs UTC; later it must not be begun
public record Command(
    String id, String device, String name, Map<String, Object> args, long notAfterMicros) {
  public Command {
    args = Details.copy(args);
  }
}
