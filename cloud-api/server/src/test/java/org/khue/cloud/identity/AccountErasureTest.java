package org.khue.cloud.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.khue.cloud.TestCloud;
import org.khue.cloud.people.PersonData;
import org.khue.cloud.platform.db.Database;
import org.khue.cloud.platform.db.Transactions;
import org.khue.cloud.platform.security.Acting;

/// A person who is handed out or erased has an account.
class AccountErasureTest {
  private static final UUID SCHOOL = UUID.randomUUID();

  @Test
  void theAccountOfAnErasedPersonIsClosedAndNobodys() {
    UUID person = UUID.randomUUID();
    try (TestCloud cloud = TestCloud.start()) {
      UUID account = Members.member(cloud, "erase.lan", Role.TEACHER, SCHOOL);
      cloud.execute(
          "UPDATE identity.account SET person_id = '"
              + person
              + "', name = 'Lê Thị Lan', sso_name ="
              + " 'gv-lan' WHERE id = '"
              + account
              + "'");
      cloud.execute(
          "INSERT INTO identity.mail_address VALUES ('"
              + account
              + "', 'lan@truong.example', now())");
      cloud.execute(
          "INSERT INTO identity.sign_in (account_id, at, what, method, second_factor, source,"
              + " device) VALUES ('"
              + account
              + "', now(), 'entered', 'password', false, '10.1.2.3', 'Firefox')");
      PersonData data =
          cloud.beans(PersonData.class).stream()
              .filter(one -> one.part().equals("account"))
              .findFirst()
              .orElseThrow();
      Transactions all = new Transactions(cloud.bean(Database.class).systemSource());
      try (Browser browser = Browser.of(cloud, account)) {
        assertEquals(200, browser.get("/profile").statusCode());
        String handedOut =
            Acting.system("test")
                .call(() -> all.run("exporting", tx -> data.export(tx, person).toString()));
        assertTrue(
            handedOut.contains("erase.lan")
                && handedOut.contains("lan@truong.example")
                && handedOut.contains("10.1.2.3"),
            handedOut);
        Acting.system("test")
            .call(() ->
                all.run(
                    "erasing",
                    tx -> {
                      data.erase(tx, person);
                      return true;
                    }));
        Awaitility.await().until(() -> Browser.location(browser.get("/profile")).equals("/login"));
      }
      for (String table :
          new String[] {"account", "mail_address", "sign_in", "session", "assignment"}) {
        for (String word : new String[] {"Lan%", "lan@", "gv-lan", "10.1.2.3", person + ""}) {
          assertEquals(
              0,
              cloud.count(
                  "SELECT count(*) FROM identity."
                      + table
                      + " t WHERE t::text LIKE '%"
                      + word
                      + "%'"),
              table + " " + word);
        }
      }
      assertEquals(
          1, cloud.count("SELECT count(*) FROM platform.audit WHERE action = 'account.erased'"));
    }
  }
}
