package org.khue.cloud.platform.imports.file;

import java.io.Serial;
import org.khue.cloud.platform.imports.Message;

/// A file that cannot be read as a table. Expected: the sender is told what to do instead.
public final class UnreadableException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  private final transient Message problem;

  public UnreadableException(Message problem) {
    super(problem.key(), null, false, false);
    this.problem = problem;
  }

  /// What is wrong with the file, and what to send instead.
  public Message problem() {
    return problem;
  }
}
