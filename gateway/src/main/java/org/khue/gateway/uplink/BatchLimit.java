package org.khue.gateway.uplink;

import org.khue.contract.Batch;

/// How large a batch may be on a way where somebody in between may not take the largest.
final class BatchLimit {
  private static final int SMALLEST = 4 * 1024;

  private volatile int bytes = Batch.MAX_BYTES;

  /// Before compression.
  int bytes() {
    return bytes;
  }

  /// A batch was too large: halves the limit.
  ///
  /// @return what that means, for people
  synchronized String lower(String why) {
    int before = bytes;
    bytes = Math.max(SMALLEST, before / 2);
    return before == SMALLEST
        ? why
            + ", not even of "
            + before
            + " bytes: raise the limit of request bodies in the proxy before the cloud to 1 MB"
        : why + ": batches have at most " + bytes + " bytes from now on";
  }
}
