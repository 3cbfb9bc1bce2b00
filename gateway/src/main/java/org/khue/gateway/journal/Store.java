package org.khue.gateway.journal;

import java.io.IOException;
import java.util.List;
import org.khue.contract.Stream;

/// What a journal keeps its entries in. One thread writes ([#commit], [#maintain], [#close]); the
/// rest may be called from any.
public interface Store extends AutoCloseable {

  /// The most bytes of a group's records, unless a single one is larger.
  int maxGroupBytes();

  /// Keeps the entries so that they survive a power cut, with the next numbers.
  ///
  /// @return the number of the first
  /// @throws IOException if none of them is kept; readings are then counted in a gap, if that is
  ///   possible
  long commit(Stream stream, List<Pending> group) throws IOException;

  /// Puts acknowledgements on disk, deletes what is no longer needed, sheds what is too old. Called
  /// about once a second; does not throw, but shows in [#health()].
  void maintain();

  List<Journal.Stored> read(Stream stream, long fromSeq, int maxEntries, int maxBytes)
      throws IOException;

  /// Notes it in memory.
  void acknowledge(Stream stream, long upToSeq);

  boolean isNumbered(Stream stream);

  void numberAfter(Stream stream, long cloudCursor) throws IOException;

  long durableSeq(Stream stream);

  Journal.Depth depth(Stream stream);

  Journal.Health health();

  @Override
  void close() throws IOException;
}
