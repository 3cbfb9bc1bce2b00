package org.khue.cloud.platform.imports;

/// What is done to a run in the background.
enum Step {
  CHECK(RunState.CHECKING, RunState.INTERRUPTED),
  APPLY(RunState.APPLYING, RunState.CHECKED),
  UNDO(RunState.UNDOING, RunState.APPLIED);

  private final RunState during;
  private final RunState before;

  Step(RunState during, RunState before) {
    this.during = during;
    this.before = before;
  }

  /// The state while it is under way.
  RunState during() {
    return during;
  }

  /// The state to which a failure leads back.
  RunState before() {
    return before;
  }
}
