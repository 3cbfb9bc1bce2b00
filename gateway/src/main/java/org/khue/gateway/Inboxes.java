package org.khue.gateway;

import java.util.Map;
import org.khue.driver.DriverFactory;
import org.khue.driver.Links;
import org.khue.driver.TimeSource;
import org.khue.gateway.config.ConfigLoader;
import org.khue.gateway.config.GatewayConfig;
import org.khue.gateway.config.apply.RoomChanges;
import org.khue.gateway.device.DeviceRuntime;
import org.khue.gateway.device.Identities;
import org.khue.gateway.discovery.Inbox;
import org.khue.gateway.discovery.RunningRoomBook;
import org.khue.gateway.discovery.Surroundings;

/// The inbox of a running gateway. The loader, and with it the schemas, are made when somebody
/// looks: a start does without.
final class Inboxes {
  private Inboxes() {}

  static Inbox of(
      GatewayConfig config,
      Map<String, DriverFactory> drivers,
      Links links,
      TimeSource time,
      DeviceRuntime devices,
      RoomChanges changes) {
    return new Inbox(
        new Surroundings(
            drivers,
            links,
            time,
            config.roomBroker() != null,
            () -> new ConfigLoader(drivers).discovery(config.file()),
            directory -> new ConfigLoader(drivers).profiles(directory),
            new RunningRoomBook(devices, changes),
            devices::statuses,
            Surroundings.Numbers.of(new Identities(config.data().resolve("identities"))),
            config.data()));
  }
}
