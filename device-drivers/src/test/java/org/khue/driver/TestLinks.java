package org.khue.driver;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.khue.driver.link.SerialLink;
import org.khue.driver.link.TcpLink;

/// Links to real sockets and lines of this machine, with a card key that is no secret.
public class TestLinks implements Links {
  private final URI roomBroker;

  public TestLinks() {
    this(URI.create("tcp://127.0.0.1:1"));
  }

  public TestLinks(URI roomBroker) {
    this.roomBroker = roomBroker;
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
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec("test".getBytes(StandardCharsets.US_ASCII), "HmacSHA256"));
      return HexFormat.of().formatHex(mac.doFinal(number));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
