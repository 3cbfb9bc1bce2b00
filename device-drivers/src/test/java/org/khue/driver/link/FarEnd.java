package org.khue.driver.link;

import java.io.IOException;

/// The other side of a link, for a test that plays the device.
interface FarEnd extends AutoCloseable {
  /// Waits for at least one byte.
  ///
  /// @return -1 when the connection is over
  int receive(byte[] buffer) throws IOException;

  void send(byte[] bytes) throws IOException;

  void hangUp() throws IOException;

  @Override
  void close() throws IOException;
}
