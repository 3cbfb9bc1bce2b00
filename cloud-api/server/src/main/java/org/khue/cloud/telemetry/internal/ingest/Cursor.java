package org.khue.cloud.telemetry.internal.ingest;

/// How far a stream is, within one transaction: where it stood, where it will stand, and what came
/// between.
final class Cursor {
  final long before;
  long seq;
  long readings;
  long events;
  long givenUp;
  long setAside;

  Cursor(long before) {
    this.before = before;
    this.seq = before;
  }
}
