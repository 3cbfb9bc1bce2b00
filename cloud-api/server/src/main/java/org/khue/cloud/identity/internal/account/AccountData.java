package org.khue.cloud.identity.internal.account;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.khue.cloud.people.PersonData;
import org.khue.cloud.platform.audit.Audit;
import org.khue.cloud.platform.audit.Change;

/// The account of a person: part of what is handed out to them, and closed for good when they are
/// erased. That there was an account, with which roles, stays; whose it was does not.
@Singleton
final class AccountData implements PersonData {
  private final ObjectMapper json;
  private final Audit audit;

  AccountData(ObjectMapper json, Audit audit) {
    this.json = json;
    this.audit = audit;
  }

  @Override
  public String part() {
    return "account";
  }

  @Override
  public JsonNode export(Connection connection, UUID person) throws SQLException {
    ObjectNode all = json.createObjectNode();
    Optional<Account> found = AccountDataStore.find(connection, person);
    if (found.isPresent()) {
      Account account = found.get();
      all.put("login", account.login());
      all.put("name", account.name());
      all.put("state", account.state().code());
      all.put("language", account.language());
      AccountDataStore.mail(connection, account.id()).ifPresent(mail -> all.put("mail", mail));
      ArrayNode signIns = all.putArray("signIns");
      for (AccountDataStore.Entry entry : AccountDataStore.signIns(connection, account.id())) {
        signIns
            .addObject()
            .put("at", entry.at().toString())
            .put("what", entry.what())
            .put("source", entry.source())
            .put("device", entry.device());
      }
    }
    return all;
  }

  @Override
  public void erase(Connection transaction, UUID person) throws SQLException {
    Optional<Account> found = AccountDataStore.find(transaction, person);
    if (found.isPresent()) {
      Account account = found.get();
      AccountDataStore.erase(transaction, account.id());
      audit.record(
          transaction,
          new Change(
              "account.erased", "account", account.id().toString(), account.unit(), Map.of()));
    }
  }
}
