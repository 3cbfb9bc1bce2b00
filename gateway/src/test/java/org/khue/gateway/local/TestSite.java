package org.khue.gateway.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.khue.contract.ClockState;
import org.khue.contract.PinHash;
import org.khue.contract.Stream;
import org.khue.driver.TimeSource;
import org.khue.gateway.clock.GatewayClock;
import org.khue.gateway.config.Room;
import org.khue.gateway.device.DeviceStatus;
import org.khue.gateway.discovery.RoomBook;
import org.khue.gateway.identity.GatewayIdentity;
import org.khue.gateway.local.entry.Cards;
import org.khue.gateway.local.room.Orders;
import org.khue.gateway.local.room.RoomPages;
import org.khue.gateway.local.setup.Bench;
import org.khue.gateway.local.setup.SetupPages;
import org.khue.gateway.pipeline.CardTap;
import org.khue.gateway.pipeline.LiveValues;
import org.khue.gateway.pipeline.Taps;
import org.khue.gateway.testing.MemoryJournal;
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

  public volatile boolean readerInUse;
  private final Taps taps = new Taps();
  public final MemoryJournal journal = new MemoryJournal();
  public volatile long acknowledged = Long.MAX_VALUE;
  public GatewayIdentity.@Nullable Seal seal;
  public Duration patience = Duration.ofMillis(200);

  public SetupPages.@Nullable Owner owner;
  public RoomBook book = new FixedBook();

  public LocalPages pages(TimeSource time, Path data) {
    Supplier<List<DeviceStatus>> statuses = () -> status.get().devices();
    Cards cards = new Cards(data, time, () -> readerInUse);
    taps.listen(cards);
    return new LocalPages(
        new LocalPages.Parts(
            () -> status.get(),
            () -> pin.get(),
            time,
            data,
            cards,
            new RoomPages.Surroundings(
                () -> room,
                statuses,
                live,
                time,
                (device, command, args, by) -> orders.order(device, command, args, by)),
            new SetupPages.Surroundings(
                owner, book, null, () -> status.get(), statuses, live, time, bench(time, data))));
  }

  /// A card is shown to the reader.
  public void tap(String card) {
    tap(card, "uid");
  }

  /// The same, as surely as that.
  public void tap(String card, String assurance) {
    try {
      CardTap.show(taps, card, assurance);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Bench bench(TimeSource time, Path data) {
    return new Bench(
        (device, command, args, by) -> orders.order(device, command, args, by),
        taps,
        event -> journal.append(Stream.EVENTS, event),
        () -> acknowledged,
        new GatewayClock(time, 1, ClockState.SYNCED),
        () -> Optional.ofNullable(seal),
        data.resolve("acceptance"),
        patience,
        patience);
  }

  /// A room file in memory that is never wrong.
  public final class FixedBook implements RoomBook {
    public String text = "room:\n  id: r\n  kind: classroom\n  name: { vi: A, en: B } # here\n";

    @Override
    public Room room() {
      return room;
    }

    @Override
    public String text() {
      return text;
    }

    @Override
    public Change change(String next) {
      text = next;
      return new Change.Done();
    }
  }
}
