package org.khue.gateway.journal.chaos;

import java.io.Serial;

/// The journal did what it must never do: the finding of a chaos run.
public final class BrokenPromise extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  /// In what way.
  public enum Kind {
    /// What was confirmed is not there any more.
    LOST,
    /// An entry is there twice, or a number was given twice.
    DUPLICATED,
    /// An entry is read that was never written, or not like that.
    INVENTED,
    /// Entries are not in the order in which they came.
    REORDERED,
    /// A counter or a gap is wrong.
    MISCOUNTED,
    /// It does not start, or does not recover.
    REFUSED,
    /// A descriptor is used again after its sync has failed.
    FORBIDDEN
  }

  private final Kind kind;

  public BrokenPromise(Kind kind, String message) {
    super(message);
    this.kind = kind;
  }

  public Kind kind() {
    return kind;
  }
}
