package org.khue.cloud.identity.internal.mail;

import io.micronaut.context.annotation.Secondary;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.khue.cloud.identity.internal.account.Account;
import org.khue.cloud.identity.internal.account.AccountStore;
import org.khue.cloud.platform.db.Database;
import org.khue.cloud.platform.notify.Contact;
import org.khue.cloud.platform.notify.ContactBook;
import org.khue.web.Language;

/// Notices reach people at the address that they confirmed. Telephone numbers and what people
/// agreed to are not asked here, so nothing that costs money is sent.
@Singleton
@Secondary
final class AccountContacts implements ContactBook {
  private final AccountStore accounts;
  private final MailStore mail;

  AccountContacts(Database database) {
    this.accounts = new AccountStore(database.systemSource());
    this.mail = new MailStore(database.systemSource());
  }

  @Override
  public Optional<Contact> find(UUID account) {
    return accounts
        .find(account)
        .filter(known -> known.state() == Account.State.ACTIVE)
        .map(known ->
            new Contact(
                Language.ofCode(known.language()),
                mail.address(account).orElse(null),
                null,
                null,
                Set.of()));
  }
}
