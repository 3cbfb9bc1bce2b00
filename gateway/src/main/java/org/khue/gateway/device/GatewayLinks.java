package org.khue.gateway.device;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.khue.driver.ByteLink;
import org.khue.driver.Links;
import org.khue.driver.link.SerialLink;
import org.khue.driver.link.TcpLink;

/// The real wires of this machine.
public final class GatewayLinks implements Links {
  private final URI roomBroker;
  private final @Nullable CardHash cards;

  /// @param data the gateway's directory; the key of the card hashes lies there
  /// @throws IOException if that key can neither be read nor made
  public GatewayLinks(URI roomBroker, Path data) throws IOException {
    this.roomBroker = roomBroker;
    cards = CardHash.of(data.resolve("card-key"));
  }

  private GatewayLinks(URI roomBroker) {
    this.roomBroker = roomBroker;
    cards = null;
  }

  /// For a search, which reads no cards and leaves no file.
  public static GatewayLinks withoutCards(URI roomBroker) {
    return new GatewayLinks(roomBroker);
  }

  @Override
  public ByteLink tcp(String host, int port) {
    return new TcpLink(host, port);
  }

  @Override
  public ByteLink serial(String path, int baud) {
    return new SerialLink(path, baud);
  }

  @Override
  public URI roomBroker() {
    return roomBroker;
  }

  @Override
  public String cardHash(byte[] number) {
    if (cards == null) {
      throw new IllegalStateException("a search reads no cards");
    }
    return cards.hash(number);
  }
}
