package org.khue.cloud.platform.jobs;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// What a running job has at hand.
public final class JobRun {
  private static final long WRITE_EVERY_NANOS = 500_000_000L;

  private final JobStore.Ticket ticket;
  private final JobStore store;
  private final JobResults results;
  private final BooleanSupplier stopping;
  private final LongSupplier nanos;
  private long writtenAt;
  private boolean written;
  private JobResults.@Nullable Draft draft;

  JobRun(
      JobStore.Ticket ticket,
      JobStore store,
      JobResults results,
      BooleanSupplier stopping,
      LongSupplier nanos) {
    this.ticket = ticket;
    this.store = store;
    this.results = results;
    this.stopping = stopping;
    this.nanos = nanos;
  }

  public UUID id() {
    return ticket.id();
  }

  /// What the starter gave: plain JSON values.
  public Map<String, Object> input() {
    return ticket.input();
  }

  /// Where an earlier run got to before the program stopped.
  public Optional<Map<String, Object>> resumedFrom() {
    return Optional.ofNullable(ticket.checkpoint());
  }

  /// Tells how far it is; call it as often as you like, it is written twice a second at the most.
  ///
  /// @param total 0 if it is not known
  /// @param message what is done just now; nothing personal
  /// @throws JobCancelledException if the job shall end
  public void progress(long done, long total, String message) {
    if (stopping.getAsBoolean()) {
      throw new JobCancelledException(true);
    }
    long now = nanos.getAsLong();
    if (written && now - writtenAt < WRITE_EVERY_NANOS && done != total) {
      return;
    }
    written = true;
    writtenAt = now;
    if (store.progress(ticket.id(), done, total, message)) {
      throw new JobCancelledException(false);
    }
  }

  /// Keeps where it is, for a run after a restart; written at once. Best written in the middle of
  /// nothing: what was done before it is not done again, what comes after it is.
  public void checkpoint(Map<String, Object> place) {
    store.checkpoint(ticket.id(), place);
  }

  /// The job's file, offered for download when the job is done. Once a run.
  ///
  /// @param name as the reader's browser shall save it
  /// @param type its media type
  public OutputStream result(String name, String type) throws IOException {
    if (draft != null) {
      throw new IllegalStateException("a job makes one file");
    }
    JobResults.Draft begun = results.begin(ticket.id(), name, type);
    draft = begun;
    return begun.out();
  }

  JobResults.@Nullable Draft draft() {
    return draft;
  }
}
