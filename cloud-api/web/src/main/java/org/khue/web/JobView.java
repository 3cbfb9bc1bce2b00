package org.khue.web;

import org.jspecify.annotations.Nullable;

/// Long work as a page shows it.
///
/// @param title what is being done, in the reader's language
/// @param done of `total`; 0 while nothing is known
/// @param total 0 while it is not known
/// @param message where it stands, or why it failed and what to do; empty for none
/// @param resultHref of the file that it left; null while there is none
public record JobView(
    String id,
    String title,
    State state,
    long done,
    long total,
    String message,
    @Nullable String resultHref) {

  /// Where the work stands.
  public enum State {
    WAITING,
    RUNNING,
    DONE,
    FAILED,
    CANCELLED
  }

  /// Whether something may still change.
  public boolean open() {
    return state == State.WAITING || state == State.RUNNING;
  }

  /// The done share, 0 to 1; NaN while it is not known.
  public double share() {
    return total <= 0 ? Double.NaN : Math.clamp(done / (double) total, 0, 1);
  }
}
