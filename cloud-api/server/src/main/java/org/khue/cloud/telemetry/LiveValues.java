package org.khue.cloud.telemetry;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;

/// The newest value of every point, after its COMMIT; kept in memory and read back from the
/// database when the cloud starts.
public interface LiveValues {

  Optional<LiveValue> latest(String gateway, String device, String point);

  /// All points of a gateway, ordered by device and point.
  List<LiveValue> ofGateway(String gateway);

  /// Delivers changes from now on until the subscription is closed.
  ///
  /// Delivery is bounded: between two calls of the receiver only the newest value of each point is
  /// kept, so a slow page sees fewer steps and the ingest never waits. Calls of one receiver never
  /// overlap; an exception of the receiver ends its subscription. To miss nothing, subscribe first
  /// and read [#ofGateway] then.
  ///
  /// @param wanted called on the ingest's thread: cheap and without side effects
  /// @param receiver called on a thread of its own with at least one value
  Subscription subscribe(Predicate<LiveValue> wanted, Consumer<List<LiveValue>> receiver);

  /// Ends the delivery; a call in progress may still finish. Closing twice is harmless.
  interface Subscription extends AutoCloseable {
    @Override
    void close();
  }
}
