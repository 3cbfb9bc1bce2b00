package org.khue.driver;

import java.util.Map;

/// A simulated device on the real wire, as the contract suite needs it: it can be told to fail.
public interface ContractPeer extends AutoCloseable {

  /// How the peer treats what is asked of it from now on.
  enum Mood {
    /// Answers well.
    WELL,
    /// Takes what is sent and says nothing.
    SILENT,
    /// Answers each request with bytes that the protocol does not allow.
    GARBAGE,
    /// Sends the first part of an answer and hangs up; answers well on the next connection.
    HALF_ANSWER_THEN_HANG_UP,
    /// Answers well, one byte at a time.
    SPLIT
  }

  /// The connection block of a room file that leads to this peer.
  Map<String, Object> connection();

  void mood(Mood mood);

  /// Ends all connections now and takes no new ones until [#mood].
  void hangUp();

  @Override
  void close();
}
