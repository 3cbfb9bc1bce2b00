package org.khue.cloud.telemetry.internal.mqtt;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.khue.cloud.platform.audit.Audit;
import org.khue.cloud.platform.audit.Change;
import org.khue.cloud.platform.db.DatabaseException;
import org.khue.cloud.platform.db.Transactions;
import org.khue.cloud.platform.security.Acting;
import org.khue.cloud.platform.security.Machines;
import org.khue.cloud.platform.security.Reach;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Writes into the audit trail that a gateway touched what is not its own: once a minute for each,
/// however often it tries.
@Singleton
final class Trespasses {
  private static final Logger LOG = LoggerFactory.getLogger(Trespasses.class);
  private static final Duration QUIET = Duration.ofMinutes(1);
  private static final int LONGEST = 200;

  private final Transactions transactions;
  private final Audit audit;
  private final Clock clock;
  private final Map<String, Instant> noted = new ConcurrentHashMap<>();

  Trespasses(Transactions transactions, Audit audit, Clock clock) {
    this.transactions = transactions;
    this.audit = audit;
    this.clock = clock;
  }

  /// Notes it in a thread of its own; returns at once.
  ///
  /// @param gateway a registered one
  /// @param did such as `publish`
  void note(String gateway, String did, String topic) {
    Instant now = clock.instant();
    Instant last = noted.get(gateway);
    if (last != null && now.isBefore(last.plus(QUIET))) {
      return;
    }
    noted.put(gateway, now);
    String shown = topic.length() > LONGEST ? topic.substring(0, LONGEST) : topic;
    Thread.ofVirtual()
        .name("trespass")
        .start(() -> Acting.system("gateway rights").run(() -> write(gateway, did, shown)));
  }

  private void write(String gateway, String did, String topic) {
    try {
      transactions.run(
          "noting a gateway's trespass",
          transaction -> {
            audit.record(
                transaction,
                new Change(
                    "gateway.trespassed",
                    "gateway",
                    gateway,
                    Machines.unit(transaction, gateway).orElse(Reach.ROOT),
                    Map.of("did", did, "topic", topic)));
            return true;
          });
    } catch (DatabaseException e) {
      LOG.warn("The trespass of {} ({} {}) could not be audited", gateway, did, topic, e);
    }
  }
}
