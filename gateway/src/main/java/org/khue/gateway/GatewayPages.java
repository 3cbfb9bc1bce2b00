package org.khue.gateway;

import java.io.IOException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.khue.gateway.clock.GatewayClock;
import org.khue.gateway.command.LocalCommands;
import org.khue.gateway.config.GatewayConfig;
import org.khue.gateway.config.apply.RoomChanges;
import org.khue.gateway.device.DeviceRuntime;
import org.khue.gateway.discovery.Inbox;
import org.khue.gateway.discovery.RunningRoomBook;
import org.khue.gateway.identity.GatewayIdentity;
import org.khue.gateway.local.LocalPages;
import org.khue.gateway.local.LocalStatus;
import org.khue.gateway.local.room.RoomPages;
import org.khue.gateway.local.setup.SetupPages;
import org.khue.gateway.pipeline.Recorder;

/// Puts the local site's pages over the parts of a running gateway.
///
/// @param identity null for a gateway with a secret
record GatewayPages(
    GatewayConfig config,
    Inbox inbox,
    DeviceRuntime devices,
    RoomChanges changes,
    LocalCommands commands,
    Recorder recorder,
    GatewayClock clock,
    @Nullable GatewayIdentity identity,
    Supplier<LocalStatus> status) {

  LocalPages pages() throws IOException {
    RoomPages.Surroundings room =
        new RoomPages.Surroundings(
            devices::room,
            devices::statuses,
            recorder.live(),
            clock.time(),
            new LocalOrders(commands));
    SetupPages.Surroundings setup =
        new SetupPages.Surroundings(
            identity,
            new RunningRoomBook(devices, changes),
            inbox,
            status,
            devices::statuses,
            recorder.live(),
            clock.time());
    return new LocalPages(
        new LocalPages.Parts(
            status, LocalPin.of(config, identity), clock.time(), config.data(), room, setup));
  }
}
