package org.khue.gateway.testing;

import java.net.URI;
import org.khue.driver.ByteLink;
import org.khue.driver.Links;

/// For drivers that need no wire.
public final class NoLinks implements Links {
  @Override
  public ByteLink tcp(String host, int port) {
    throw new UnsupportedOperationException("this test has no wire");
  }

  @Override
  public ByteLink serial(String path, int baud) {
    throw new UnsupportedOperationException("this test has no wire");
  }

  @Override
  public URI roomBroker() {
    return URI.create("tcp://127.0.0.1:1");
  }

  @Override
  public String cardHash(byte[] number) {
    return "hash";
  }
}
