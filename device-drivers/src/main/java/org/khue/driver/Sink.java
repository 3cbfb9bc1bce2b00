package org.khue.driver;

import java.util.Map;
import java.util.concurrent.CompletionStage;

/// Where a listening driver puts what its device sends. All methods may be called from any thread
/// and do not block.
public interface Sink {

  /// A value that the device sent by itself.
  void sample(Sample sample);

  /// Something that happened once, such as a card tap.
  ///
  /// @param kind as in the contract, such as `card.tap`
  /// @param details plain text, numbers and booleans
  /// @return ends when the event is on the gateway's disk; exceptionally when it could not be kept.
  ///   A reader beeps only then.
  CompletionStage<Void> event(String kind, Map<String, Object> details);

  /// The connection is gone. The runtime closes the driver from another thread and probes again
  /// later; repeats are ignored.
  void lost(Fault fault);
}
