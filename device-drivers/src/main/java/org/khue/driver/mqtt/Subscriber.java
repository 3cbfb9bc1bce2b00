package org.khue.driver.mqtt;

import org.khue.driver.Fault;

/// Whom a broker connection tells. Called from the client's one thread: must not block.
interface Subscriber {
  void message(Message message);

  /// Once, when the connection is gone.
  void connectionLost(Fault fault);
}
