package org.khue.cloud.organisation;

import io.micronaut.runtime.event.annotation.EventListener;
import io.micronaut.runtime.server.event.ServerStartupEvent;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import org.khue.cloud.platform.db.Transactions;
import org.khue.cloud.platform.security.Acting;

/// Relations begin and end with a day: at midnight, and at the start for the days slept through, it
/// is written down anew who reaches whom. Doing it twice, or on two nodes, changes nothing.
@Singleton
final class NewDay {
  private final Transactions transactions;
  private final ReachKeeper reach;
  private final RelationStore relations = new RelationStore();

  NewDay(Transactions transactions, ReachKeeper reach) {
    this.transactions = transactions;
    this.reach = reach;
  }

  @EventListener
  void started(ServerStartupEvent event) {
    begin();
  }

  @Scheduled(cron = "0 0 0 * * *", zoneId = "${khue.time-zone:Asia/Ho_Chi_Minh}")
  void begin() {
    Acting.system("a new day of the organisation")
        .run(() ->
            transactions.run(
                "writing down who reaches whom today",
                transaction -> {
                  relations.lock(transaction);
                  reach.refresh(transaction);
                  return Boolean.TRUE;
                }));
  }
}
