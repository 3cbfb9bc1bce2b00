package org.khue.cloud.identity.internal.account;

import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Property;
import io.micronaut.context.annotation.Requires;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.khue.cloud.identity.Role;
import org.khue.cloud.identity.internal.grant.AssignmentStore;
import org.khue.cloud.identity.internal.grant.Grants;
import org.khue.cloud.identity.internal.password.Passwords;
import org.khue.cloud.platform.db.Database;
import org.khue.cloud.platform.db.Transactions;
import org.khue.cloud.platform.security.Caller;
import org.khue.cloud.platform.security.Reach;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The account `admin` of a cloud that has none yet, over everything. Its one-time code stands in
/// the file `first-login.txt` of the data folder, which only its owner can read; every start makes
/// a new one until the account was entered.
@Context
@Requires(missingProperty = "khue.demo")
final class FirstAccount {
  private static final Logger LOG = LoggerFactory.getLogger(FirstAccount.class);
  private static final String LOGIN = "admin";
  private static final String FILE = "first-login.txt";

  FirstAccount(
      Database database,
      Grants grants,
      Clock clock,
      @Property(name = "khue.data", defaultValue = "data") Path data) {
    AccountStore accounts = new AccountStore(database.systemSource());
    Account known = accounts.ofLogin(LOGIN).orElse(null);
    boolean waiting = known != null && known.logins() == 0;
    if (!waiting && !accounts.isEmpty()) {
      return;
    }
    String code =
        new Transactions(database.systemSource())
            .run(
                "making the first account",
                transaction -> {
                  UUID id = known == null ? make(transaction, grants, clock) : known.id();
                  return Passwords.giveCode(transaction, id, clock.instant());
                });
    write(data.resolve(FILE), code);
    LOG.info("The first account is '{}'; its one-time code stands in {}", LOGIN, FILE);
  }

  private static UUID make(Connection transaction, Grants grants, Clock clock) throws SQLException {
    UUID id = UUID.randomUUID();
    AccountStore.insert(
        transaction, id, LOGIN, "Quản trị", null, Reach.ROOT, false, clock.instant());
    for (Role role : List.of(Role.CITY_OVERSIGHT, Role.IT_OFFICER)) {
      AssignmentStore.insert(
          transaction,
          id,
          role,
          Reach.ROOT,
          grants.today(),
          null,
          "installation",
          Caller.SYSTEM_ACCOUNT,
          "installation",
          clock.instant());
    }
    return id;
  }

  private static void write(Path file, String code) {
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      Files.deleteIfExists(file);
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.writeString(file, "login: " + LOGIN + "\none-time code: " + code + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException("the first one-time code cannot be written to " + file, e);
    }
  }
}
