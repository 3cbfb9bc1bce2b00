package org.khue.gateway;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
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
import org.khue.gateway.local.entry.Cards;
import org.khue.gateway.local.room.RoomPages;
import org.khue.gateway.local.setup.Bench;
import org.khue.gateway.local.setup.SetupPages;
import org.khue.gateway.pipeline.Recorder;
import org.khue.gateway.pipeline.Taps;
import org.khue.gateway.rollcall.RollCalls;

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
    Supplier<LocalStatus> status,
    Taps taps,
    RollCalls rollCalls,
    LongSupplier acknowledged) {
  private static final Duration CARD_PATIENCE = Duration.ofSeconds(60);
  private static final Duration CLOUD_PATIENCE = Duration.ofSeconds(30);

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
            clock.time(),
            bench());
    Cards cards = new Cards(config.data(), clock.time(), () -> rollCalls.now() != null);
    taps.listen(cards);
    return new LocalPages(
        new LocalPages.Parts(
            status,
            LocalPin.of(config, identity),
            clock.time(),
            config.data(),
            cards,
            room,
            setup));
  }

  private Bench bench() {
    GatewayIdentity own = identity;
    return new Bench(
        new LocalOrders(commands),
        taps,
        recorder::once,
        acknowledged,
        clock,
        own == null ? Optional::empty : own::seal,
        config.data().resolve("acceptance"),
        CARD_PATIENCE,
        CLOUD_PATIENCE);
  }
}
