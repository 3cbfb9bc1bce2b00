package org.khue.sim.play;

import java.net.URI;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.khue.sim.device.Condition;
import org.khue.sim.device.Place;
import org.khue.sim.device.PlaceTakenException;
import org.khue.sim.device.SimDevice;
import org.khue.sim.ledger.LedgerLine;
import org.khue.sim.ledger.Ticks;
import org.khue.sim.room.DeviceEntry;
import org.khue.sim.room.Room;
import org.khue.sim.world.Recording;
import org.khue.sim.world.RoomWorld;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Rooms of simulated devices, being played.
public final class Simulation implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Simulation.class);
  private static final int STEP_MILLISECONDS = 250;

  private record Played(Place place, SimDevice device) {}

  private final List<Played> devices = new ArrayList<>();
  private final ScheduledExecutorService time =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("room time").daemon().factory());

  private Simulation() {}

  /// Builds the rooms and puts every device on its wire.
  ///
  /// @param clock steady: the rooms' time follows it
  /// @throws PlaceTakenException after all devices that were open already are closed again
  public static Simulation start(List<Room> rooms, Settings settings, InstantSource clock)
      throws PlaceTakenException {
    Simulation simulation = new Simulation();
    Recording recording = Recording.load();
    try {
      for (Room room : rooms) {
        simulation.add(room, settings, recording, clock);
      }
    } catch (PlaceTakenException | RuntimeException e) {
      simulation.close();
      throw e;
    }
    simulation.time.scheduleAtFixedRate(
        simulation::step, STEP_MILLISECONDS, STEP_MILLISECONDS, TimeUnit.MILLISECONDS);
    return simulation;
  }

  private void add(Room room, Settings settings, Recording recording, InstantSource clock)
      throws PlaceTakenException {
    RoomWorld world =
        RoomWorld.lively(recording, clock, room.index(), settings.speed(), settings.seed());
    URI broker = URI.create(settings.broker(room.index()));
    for (DeviceEntry entry : room.devices()) {
      Place place = new Place(room, entry, world, broker, settings.serialDirectory());
      var device = Catalog.make(place);
      if (device.isEmpty()) {
        LOG.warn("{} stays out: nobody plays the profile '{}'", place.name(), entry.profile());
        continue;
      }
      devices.add(new Played(place, device.get()));
      device.get().step();
      device.get().open();
    }
  }

  private void step() {
    for (Played played : devices) {
      try {
        played.device.step();
      } catch (RuntimeException e) {
        LOG.error("{} stumbled over its own step", played.place.name(), e);
      }
    }
  }

  public int size() {
    return devices.size();
  }

  /// The counts of all devices that have one and that a gateway was told of.
  public List<LedgerLine> ledger() {
    List<LedgerLine> lines = new ArrayList<>();
    for (Played played : devices) {
      Place place = played.place;
      if (!place.entry().listed()) {
        continue; // No gateway was told of it.
      }
      played
          .device
          .count()
          .ifPresent(count ->
              lines.add(new LedgerLine(place.room().gateway(), place.entry().id(), count)));
    }
    return lines;
  }

  /// Changes the condition of one device.
  ///
  /// @return whether there is such a device
  public boolean change(String room, String device, Condition condition) {
    return change(
        place -> place.room().id().equals(room) && place.entry().id().equals(device), condition);
  }

  /// Takes the network of a room away or gives it back.
  ///
  /// @return whether there is such a room
  public boolean network(String room, boolean up) {
    return change(
        place -> place.room().id().equals(room), up ? Condition.HEALTHY : Condition.CUT_OFF);
  }

  /// Makes the ledger of one device lie once, so that a comparison can be tested.
  ///
  /// @return whether there is such a device with a sample counter
  public boolean plant(String room, String device, Consumer<Ticks> fault) {
    for (Played played : devices) {
      Place place = played.place;
      if (place.room().id().equals(room) && place.entry().id().equals(device)) {
        Optional<Ticks> ticks = played.device.ticks();
        ticks.ifPresent(fault);
        return ticks.isPresent();
      }
    }
    return false;
  }

  private boolean change(Predicate<Place> which, Condition condition) {
    boolean found = false;
    for (Played played : devices) {
      if (which.test(played.place)) {
        found = true;
        LOG.info("{} is now {}", played.place.name(), condition);
        played.device.become(condition);
      }
    }
    return found;
  }

  @Override
  public void close() {
    time.shutdownNow();
    try {
      if (!time.awaitTermination(2, TimeUnit.SECONDS)) {
        LOG.warn("The rooms' time does not stop");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    devices.parallelStream().forEach(played -> played.device.close());
  }
}
