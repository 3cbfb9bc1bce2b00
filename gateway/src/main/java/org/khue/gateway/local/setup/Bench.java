package org.khue.gateway.local.setup;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.khue.contract.Event;
import org.khue.gateway.clock.GatewayClock;
import org.khue.gateway.identity.GatewayIdentity.Seal;
import org.khue.gateway.local.room.Orders;
import org.khue.gateway.pipeline.Taps;

/// What an acceptance test works with.
///
/// @param keep puts an event on the disk; the stage tells its number
/// @param acknowledged up to which number the cloud has the events
/// @param seal empty for a gateway without a certificate: its report is not signed
/// @param reports where reports are kept
/// @param cardPatience so long a tap is waited for
/// @param cloudPatience so long the cloud's acknowledgement is waited for
public record Bench(
    Orders orders,
    Taps taps,
    Function<Event, CompletionStage<Long>> keep,
    LongSupplier acknowledged,
    GatewayClock clock,
    Supplier<Optional<Seal>> seal,
    Path reports,
    Duration cardPatience,
    Duration cloudPatience) {}
