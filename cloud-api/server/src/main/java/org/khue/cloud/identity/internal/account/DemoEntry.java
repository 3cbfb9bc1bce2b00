package org.khue.cloud.identity.internal.account;

import io.micronaut.context.annotation.Property;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.khue.cloud.identity.Role;
import org.khue.cloud.platform.db.Database;

/// The demo accounts that the greeting offers; none outside a demo, whatever the database holds.
@Singleton
public final class DemoEntry {
  private final AccountStore accounts;
  private final boolean demo;

  DemoEntry(Database database, @Property(name = "khue.demo", defaultValue = "false") boolean demo) {
    this.accounts = new AccountStore(database.systemSource());
    this.demo = demo;
  }

  /// A role that can be entered by one click.
  public record Offer(Role role, String name) {}

  public List<Offer> offers() {
    List<Offer> offers = new ArrayList<>();
    for (Role role : Role.values()) {
      of(role).ifPresent(account -> offers.add(new Offer(role, account.name())));
    }
    return offers;
  }

  /// The account of a role, if the demo lets it be entered.
  public Optional<Account> of(Role role) {
    return demo
        ? accounts
            .find(DemoAccounts.id(role))
            .filter(account -> account.demo() && account.state() == Account.State.ACTIVE)
        : Optional.empty();
  }
}
