package org.khue.gateway.update;

import java.util.List;

/// How the gateway does at a moment, as a trial looks at it.
///
/// @param well devices that are ONLINE
/// @param configured devices of the running room
/// @param cloud whether the cloud is reached
/// @param journalFault why entries cannot be kept; empty if they can
public record Health(
    List<String> well, List<String> configured, boolean cloud, String journalFault) {
  public Health {
    well = List.copyOf(well);
    configured = List.copyOf(configured);
  }
}
