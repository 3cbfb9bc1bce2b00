package org.khue.cloud.platform.jobs;

import java.io.Serial;

/// Ends the work of a job that was cancelled, or whose program stops. Kinds let it through.
public final class JobCancelledException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  private final boolean stopping;

  JobCancelledException(boolean stopping) {
    super(stopping ? "the program stops" : "the job was cancelled", null, false, false);
    this.stopping = stopping;
  }

  /// Whether the program stops, rather than somebody cancelled.
  boolean stopping() {
    return stopping;
  }
}
