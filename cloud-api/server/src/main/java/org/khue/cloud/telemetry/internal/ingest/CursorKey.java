package org.khue.cloud.telemetry.internal.ingest;

import java.util.Comparator;
import org.khue.contract.Stream;

/// A stream of a gateway. Ordered, so that every transaction locks cursors in the same order.
record CursorKey(String gateway, Stream stream) implements Comparable<CursorKey> {
  private static final Comparator<CursorKey> ORDER =
      Comparator.comparing(CursorKey::gateway).thenComparing(CursorKey::stream);

  @Override
  public int compareTo(CursorKey other) {
    return ORDER.compare(this, other);
  }
}
