package org.khue.gateway.uplink;

/// What happens to a batch.
enum Fault {
  NONE,
  /// The batch is lost on its way.
  LOSE_BATCH,
  /// It is committed, and the acknowledgement is lost.
  LOSE_ACK,
  /// It is committed, the connection breaks before the acknowledgement.
  CUT_AFTER_COMMIT,
  /// The connection breaks with the batch on its way.
  CUT_BEFORE_COMMIT,
  /// It is refused with the cursor, though nothing is wrong with it.
  REFUSE,
  /// It is committed, and taken a second time right after.
  REPEAT,
  /// Only its first half is committed.
  HALF
}
