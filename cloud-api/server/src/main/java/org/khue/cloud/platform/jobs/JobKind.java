package org.khue.cloud.platform.jobs;

/// A kind of long work; a module declares one as a bean.
public interface JobKind {

  /// Stable, such as `import.apply`.
  String name();

  /// Key of what it is called, such as "Import".
  String titleKey();

  /// How many of this kind may run at once, in all nodes together; at least 1.
  default int atOnce() {
    return 2;
  }

  /// Whether it may be run again after the program was stopped amidst it: it takes up its
  /// [JobRun#checkpoint], or does nothing twice anyway. Else such a job fails and says so.
  default boolean resumable() {
    return false;
  }

  /// Does the work, as the one who started it. An exception fails the job: the message of a
  /// [org.khue.cloud.platform.problem.ProblemException] is shown, of others the kind alone.
  ///
  /// @throws Exception whatever goes wrong
  void run(JobRun run) throws Exception;
}
