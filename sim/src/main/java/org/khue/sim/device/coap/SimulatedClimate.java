package org.khue.sim.device.coap;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.californium.core.CoapServer;
import org.eclipse.californium.core.config.CoapConfig;
import org.eclipse.californium.core.network.CoapEndpoint;
import org.eclipse.californium.elements.config.Configuration;
import org.eclipse.californium.elements.config.UdpConfig;
import org.jspecify.annotations.Nullable;
import org.khue.sim.device.Condition;
import org.khue.sim.device.Mouth;
import org.khue.sim.device.Place;
import org.khue.sim.device.PlaceTakenException;
import org.khue.sim.device.SimDevice;
import org.khue.sim.device.coap.SenmlPack.Measurement;
import org.khue.sim.ledger.Count;
import org.khue.sim.ledger.Ticks;
import org.khue.sim.world.Climate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A climate sensor as a CoAP server. It replays the room's recorded air.
public final class SimulatedClimate implements SimDevice {
  private static final Logger LOG = LoggerFactory.getLogger(SimulatedClimate.class);
  private static final Duration PERIOD = Duration.ofMillis(1500);

  static {
    CoapConfig.register();
    UdpConfig.register();
  }

  private final Place place;
  private final InetSocketAddress address;
  private final Ticks ticks = new Ticks();
  private final Mouth mouth;
  private final ClimateResource resource;
  private @Nullable CoapServer server;
  private Duration notified;

  public SimulatedClimate(Place place) {
    this.place = place;
    this.address =
        new InetSocketAddress(
            place.entry().text("host", "127.0.0.1"), place.entry().number("port", 5683));
    this.mouth = new Mouth(place.noise("garbage"), ticks);
    this.resource = new ClimateResource(this::measure, ticks, mouth);
    this.notified = place.world().elapsed();
  }

  private SenmlPack measure(long tick) {
    Climate climate = place.world().climate();
    List<Measurement> measurements = new ArrayList<>();
    measurements.add(new Measurement("temperature", "Cel", rounded(climate.temperature())));
    measurements.add(new Measurement("humidity", "%RH", rounded(climate.humidity())));
    measurements.add(new Measurement("illuminance", "lx", rounded(climate.illuminance())));
    measurements.add(new Measurement("co2", "ppm", rounded(climate.co2())));
    if (tick != SenmlPack.NO_TICK) {
      measurements.add(new Measurement("tick", "count", tick));
    }
    return new SenmlPack(baseName(), measurements);
  }

  /// A device name of RFC 9039, section 4.
  private String baseName() {
    return "urn:dev:ops:khue-sim-" + place.room().id() + "-" + place.entry().id() + "_";
  }

  private static double rounded(double value) {
    return Math.round(value * 1000) / 1000.0;
  }

  @Override
  public synchronized void open() throws PlaceTakenException {
    if (server != null) {
      return;
    }
    try (DatagramSocket trial = new DatagramSocket(address)) {
      LOG.debug("UDP port {} is free", trial.getLocalPort());
    } catch (IOException e) {
      throw PlaceTakenException.port("UDP", address.getHostString(), address.getPort(), e);
    }
    Configuration configuration = Configuration.createStandardWithoutFile();
    configuration.set(CoapConfig.PROTOCOL_STAGE_THREAD_COUNT, 1);
    CoapServer fresh = new CoapServer(configuration);
    fresh.setTag(place.name());
    fresh.addEndpoint(
        new CoapEndpoint.Builder()
            .setConfiguration(configuration)
            .setInetSocketAddress(address)
            .build());
    fresh.add(resource);
    try {
      fresh.start();
    } catch (IllegalStateException e) {
      fresh.destroy();
      throw PlaceTakenException.port("UDP", address.getHostString(), address.getPort(), e);
    }
    server = fresh;
  }

  @Override
  public synchronized void step() {
    Duration now = place.world().elapsed();
    if (server != null && now.minus(notified).compareTo(PERIOD) >= 0) {
      notified = now;
      resource.notifyObservers();
    }
  }

  @Override
  public void become(Condition condition) {
    mouth.become(condition);
    switch (condition) {
      case UNPLUGGED, CUT_OFF -> close();
      case HEALTHY, GARBAGE, HANGING -> reopen();
    }
  }

  private void reopen() {
    try {
      open();
    } catch (PlaceTakenException e) {
      LOG.error("{} cannot come back: {}", place.name(), e.getMessage());
    }
  }

  @Override
  public Optional<Ticks> ticks() {
    return Optional.of(ticks);
  }

  @Override
  public Optional<Count> count() {
    return Optional.of(ticks.count("tick"));
  }

  @Override
  public synchronized void close() {
    if (server != null) {
      resource.clearObserveRelations();
      server.destroy();
      server = null;
    }
  }
}
