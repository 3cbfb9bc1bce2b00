package org.khue.gateway.local;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.khue.contract.ClockState;
import org.khue.contract.PinHash;
import org.khue.driver.TimeSource;
import org.khue.gateway.config.Room;
import org.khue.gateway.local.room.Orders;
import org.khue.gateway.local.room.RoomPages;
import org.khue.gateway.pipeline.LiveValues;
import org.khue.gateway.testing.Points;

/// The local site's pages over parts that a test sets.
public final class TestSite {
  public static final String PIN = "04711234";
  public static final PinHash HASH = PinHash.of(PIN);
  public static final LocalStatus STATUS =
      new LocalStatus(
          "gw-1",
          Map.of("vi", "Phòng", "en", "Room"),
          false,
          "0.1.0",
          1,
          1,
          ClockState.SYNCED,
          0,
          0,
          0,
          true,
          null,
          0,
          List.of());

  public Supplier<LocalStatus> status = () -> STATUS;
  public Supplier<Optional<PinHash>> pin = () -> Optional.of(HASH);
  public Room room = Points.room(List.of());
  public LiveValues live = new LiveValues();
  public Orders orders =
      (device, command, args, by) ->
          CompletableFuture.completedFuture(new Orders.Ended(true, args.toString()));

  public LocalPages pages(TimeSource time, Path data) {
    return new LocalPages(
        new LocalPages.Parts(
            status,
            pin,
            time,
            data,
            new RoomPages.Surroundings(
                () -> room,
                () -> status.get().devices(),
                live,
                time,
                (a, b, c, d) -> orders.order(a, b, c, d))));
  }
}
