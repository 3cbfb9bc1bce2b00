package org.khue.gateway.device;

import org.khue.gateway.config.RoomDevice;

/// A device with all that keeps it going: its life, its pipeline's thread, the bus it speaks on.
record RunningDevice(RoomDevice spec, ManagedDevice managed, DeviceWorker worker, BusOwner bus) {

  /// The same one under what people call it now.
  RunningDevice as(RoomDevice renamed) {
    managed.rename(renamed.name());
    return new RunningDevice(renamed, managed, worker, bus);
  }
}
