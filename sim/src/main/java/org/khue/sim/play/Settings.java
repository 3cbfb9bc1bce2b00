package org.khue.sim.play;

import java.nio.file.Path;

/// How the rooms are played.
///
/// @param speed recorded minutes a real minute, above 0
/// @param portBase shift of the room brokers' ports
/// @param serialDirectory where relative paths of serial lines begin
public record Settings(double speed, int portBase, Path serialDirectory, long seed) {
  private static final int FIRST_PORT = 21_000;
  private static final int PORTS_A_ROOM = 10;

  /// The broker of a room, which its gateway runs.
  String broker(int room) {
    return "tcp://127.0.0.1:" + (FIRST_PORT + PORTS_A_ROOM * room + portBase);
  }
}
