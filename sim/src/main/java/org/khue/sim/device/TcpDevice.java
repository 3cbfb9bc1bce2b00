package org.khue.sim.device;

import java.io.IOException;
import java.net.Socket;
import java.util.Optional;
import org.khue.sim.ledger.Count;
import org.khue.sim.ledger.Ticks;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What all devices that listen on a TCP port have in common.
public abstract class TcpDevice implements SimDevice {
  private static final Logger LOG = LoggerFactory.getLogger(TcpDevice.class);

  protected final Ticks ticks = new Ticks();
  protected final Mouth mouth;
  private final TcpPort port;

  protected TcpDevice(Place place) {
    this.mouth = new Mouth(place.noise("garbage"), ticks);
    this.port =
        new TcpPort(
            place.entry().text("host", "127.0.0.1"), place.entry().number("port", 0), this::hold);
  }

  /// Talks with one peer until it goes.
  protected abstract void hold(Socket socket) throws IOException;

  @Override
  public void open() throws PlaceTakenException {
    port.open();
  }

  /// The port it listens on.
  public int port() {
    return port.port();
  }

  @Override
  public void become(Condition condition) {
    mouth.become(condition);
    switch (condition) {
      case UNPLUGGED, CUT_OFF -> port.close();
      case HEALTHY, GARBAGE, HANGING -> reopen();
    }
  }

  private void reopen() {
    try {
      port.open();
    } catch (PlaceTakenException e) {
      LOG.error("A device cannot come back: {}", e.getMessage());
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
  public void close() {
    port.close();
  }
}
