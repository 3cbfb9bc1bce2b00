package org.khue.driver;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;

/// One device on its wire. The runtime calls `probe`, `read` and `execute` from one thread at a
/// time, and `close` from any. It owns lifecycle, retries and backoff: a driver tries once, within
/// its deadline, and tells how it went.
public interface Driver extends AutoCloseable {

  /// Connects if need be and asks who is really there.
  Outcome<Identity> probe(Deadline deadline);

  /// Reads the points, each with an outcome of its own: one bad point does not take the others
  /// along.
  ///
  /// @return by point id, one entry for every point asked for
  Map<String, Outcome<Sample>> read(List<PointSpec> points, Deadline deadline);

  /// Orders the device to do something. The stage ends when the device itself has confirmed or
  /// refused, at the latest at the deadline; it never ends exceptionally.
  CompletionStage<Outcome<Receipt>> execute(CommandCall call, Deadline deadline);

  /// From now on, gives the sink what the device sends by itself. Called once after a successful
  /// probe.
  void listen(Sink sink);

  /// Lets go of the wire within two seconds; more calls change nothing. A closed driver stays
  /// closed: what it is asked is [Fault.Gone].
  @Override
  void close();
}
