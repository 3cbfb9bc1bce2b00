package org.khue.cloud.platform.jobs;

/// Where a job is.
public enum JobState {
  WAITING,
  RUNNING,
  DONE,
  FAILED,
  CANCELLED;

  public boolean ended() {
    return this != WAITING && this != RUNNING;
  }
}
