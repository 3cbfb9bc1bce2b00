package org.khue.cloud.platform.events;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;

/// Somebody who wants to know of events; a module declares one as a bean.
///
/// Each event comes at least once, those of one key in their order. What is written through the
/// transaction has effect exactly once: the cursor moves in it. An exception rolls that one event
/// back; it is tried again later, and events of the same key wait behind it, no others.
public interface Subscriber {

  /// The stable name of its cursor, such as `organisation.reach`. A new name starts with the oldest
  /// event that is kept.
  String name();

  /// The types that it takes.
  Set<String> types();

  /// Takes an event, as the program itself. Must be brief: mail and HTTP belong into a job or a
  /// notice.
  ///
  /// @param transaction not to be committed, rolled back or closed
  void take(Connection transaction, PublishedEvent event) throws SQLException;
}
