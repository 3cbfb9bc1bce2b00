package org.khue.driver.mqtt;

import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.khue.driver.Fault;
import org.khue.driver.Outcome;

/// The broker connections of this gateway: one a broker, from the first device that takes it to the
/// last that gives it back. Each costs the client's four threads, so thirty devices must share.
final class Brokers {
  private final String clientId = "khue-" + UUID.randomUUID().toString().substring(0, 8);
  private final Map<URI, Shared> current = new HashMap<>();
  private int made;

  /// A taken connection; given back exactly once.
  static final class Shared {
    private final URI broker;
    private final BrokerConnection connection;
    private int users;

    private Shared(URI broker, BrokerConnection connection) {
      this.broker = broker;
      this.connection = connection;
    }

    BrokerConnection connection() {
      return connection;
    }
  }

  /// The broker's connection, which may still be under way; a lost one is replaced.
  synchronized Outcome<Shared> take(URI broker) {
    Shared shared = current.get(broker);
    if (shared == null || shared.connection.dead()) {
      switch (BrokerConnection.start(broker, clientId + "-" + ++made)) {
        case Outcome.Failed<BrokerConnection>(Fault fault) -> {
          return Outcome.failed(fault);
        }
        case Outcome.Ok<BrokerConnection>(BrokerConnection fresh) -> {
          shared = new Shared(broker, fresh);
          current.put(broker, shared);
        }
      }
    }
    shared.users++;
    return Outcome.ok(shared);
  }

  void giveBack(Shared shared) {
    synchronized (this) {
      if (--shared.users > 0) {
        return;
      }
      current.remove(shared.broker, shared);
    }
    shared.connection.close();
  }
}
