package org.khue.sim.play;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.khue.sim.device.Place;
import org.khue.sim.device.SimDevice;
import org.khue.sim.device.coap.SimulatedClimate;
import org.khue.sim.device.modbus.SimulatedMeter;
import org.khue.sim.device.mqtt.SimulatedPlug;
import org.khue.sim.device.mqtt.SimulatedPresence;
import org.khue.sim.device.pjlink.SimulatedProjector;
import org.khue.sim.device.pn532.SimulatedReader;
import org.khue.sim.device.scpi.SimulatedScope;
import org.khue.sim.device.scpi.SimulatedSupply;

/// The device types that can be played, by the id of their profile.
final class Catalog {
  private static final Map<String, Function<Place, SimDevice>> TYPES =
      Map.of(
          "coap-climate", SimulatedClimate::new,
          "tasmota-plug", SimulatedPlug::new,
          "zigbee2mqtt-presence", SimulatedPresence::new,
          "sdm120", SimulatedMeter::new,
          "scpi-oscilloscope", SimulatedScope::new,
          "scpi-power-supply", SimulatedSupply::new,
          "pjlink-projector", SimulatedProjector::new,
          "pn532-reader", SimulatedReader::new);

  private Catalog() {}

  /// @return empty if nobody can play that type
  static Optional<SimDevice> make(Place place) {
    return Optional.ofNullable(TYPES.get(place.entry().profile())).map(type -> type.apply(place));
  }
}
