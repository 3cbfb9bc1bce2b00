package org.khue.driver;

/// A stream of bytes to a device. One thread uses it; any thread may close it, which ends a blocked
/// call. It serves once: after closing, or when the peer is gone, each call is [Fault.Gone], and
/// whoever wants to go on takes a new one.
public interface ByteLink extends AutoCloseable {

  /// Opens it; an open one stays as it is.
  void open(Deadline deadline) throws LinkException;

  /// Sends all bytes.
  void write(byte[] bytes, Deadline deadline) throws LinkException;

  /// Waits for at least one byte.
  ///
  /// @return how many were put into the buffer from its start, at least 1
  /// @throws LinkException with [Fault.Timeout] at the deadline, [Fault.Gone] when the peer is gone
  int read(byte[] buffer, Deadline deadline) throws LinkException;

  /// Throws away what has arrived and was not read.
  void drain() throws LinkException;

  boolean isOpen();

  /// Where it leads, for messages: `tcp://10.0.3.7:5025`, `/dev/ttyUSB0`.
  String target();

  @Override
  void close();
}
