package org.khue.cloud.identity.internal.password;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntFunction;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.khue.cloud.TestCloud;
import org.khue.cloud.identity.Members;
import org.khue.cloud.identity.internal.account.Account;
import org.khue.cloud.identity.internal.account.AccountStore;
import org.khue.cloud.platform.db.Database;
import org.khue.cloud.platform.security.Acting;
import org.khue.cloud.platform.security.Reach;

/// Ten thousand guesses. What is counted is how many of them reach the costly hash.
class GuessingTest {
  private static final int GUESSES = 10_000;
  private static final int MOST_HASHES = 20;
  private static final String RIGHT = "bốn con vịt qua sông";

  private static final AtomicReference<Instant> NOW =
      new AtomicReference<>(Instant.parse("2026-11-24T00:00:00Z"));
  private static TestCloud cloud;
  private static Passwords passwords;

  @BeforeAll
  static void start() {
    InstantSource source = NOW::get;
    Clock clock = source.withZone(ZoneOffset.UTC);
    cloud = TestCloud.start(clock);
    passwords = cloud.bean(Passwords.class);
  }

  @AfterAll
  static void stop() {
    cloud.close();
  }

  private static Account account(String login) {
    UUID id = Members.account(cloud, login, Reach.ROOT);
    Account account =
        new AccountStore(cloud.bean(Database.class).systemSource()).find(id).orElseThrow();
    assertTrue(Acting.system("test").call(() -> passwords.set(account, RIGHT, true)).isEmpty());
    return account;
  }

  private static long hashesOf(IntFunction<Passwords.Outcome> guess) throws InterruptedException {
    HashPool pool = cloud.bean(HashPool.class);
    long before = pool.computed();
    try (ExecutorService many = Executors.newFixedThreadPool(16)) {
      for (int i = 0; i < GUESSES; i++) {
        int number = i;
        many.submit(() -> guess.apply(number));
      }
    }
    return pool.computed() - before;
  }

  @Test
  void ofTenThousandGuessesFromOneSourceTwentyAtMostReachTheHash() throws Exception {
    account("one.account");
    long one = hashesOf(i -> passwords.enter("one.account", "guess " + i, "192.0.2.1"));
    long spread = hashesOf(i -> passwords.enter("account." + i, "guess", "192.0.2.2"));
    System.out.println("hashes of 10,000 guesses: one account " + one + ", many " + spread);
    assertTrue(one > 0 && one <= MOST_HASHES, "one account: " + one);
    assertTrue(spread > 0 && spread <= MOST_HASHES, "many accounts: " + spread);
  }

  @Test
  void ofTenThousandSourcesTwentyAtMostReachTheHashOfOneAccount() throws Exception {
    account("wanted");
    long hashes = hashesOf(i -> passwords.enter("wanted", "guess", "198.51.100." + i));
    System.out.println("hashes of 10,000 sources at one account: " + hashes);
    assertTrue(hashes > 0 && hashes <= MOST_HASHES, "hashes: " + hashes);
  }

  @Test
  void whoKnowsThePasswordGetsInAgainAfterTheWait() {
    account("forgetful");
    for (int i = 0; i < 5; i++) {
      assertInstanceOf(
          Passwords.Outcome.Refused.class, passwords.enter("forgetful", "wrong", "192.0.2.9"));
    }
    Passwords.Outcome.Wait wait =
        assertInstanceOf(
            Passwords.Outcome.Wait.class, passwords.enter("forgetful", RIGHT, "192.0.2.9"));
    assertTrue(wait.time().compareTo(Duration.ofSeconds(1)) <= 0, wait.toString());
    NOW.updateAndGet(now -> now.plusSeconds(2));
    assertInstanceOf(
        Passwords.Outcome.Entered.class, passwords.enter("Forgetful ", RIGHT, "192.0.2.9"));
  }

  @Test
  void aSchoolBehindOneAddressSignsInAsItLikes() {
    account("class");
    for (int i = 0; i < 40; i++) {
      assertInstanceOf(
          Passwords.Outcome.Entered.class, passwords.enter("class", RIGHT, "192.0.2.77"));
    }
  }

  @Test
  void anUnknownAccountIsAnsweredLikeAKnownOneAfterTheSameWork() {
    account("known");
    HashPool pool = cloud.bean(HashPool.class);
    long before = pool.computed();
    Passwords.Outcome known = passwords.enter("known", "wrong", "192.0.2.20");
    long ofKnown = pool.computed() - before;
    Passwords.Outcome unknown = passwords.enter("nobody.here", "wrong", "192.0.2.20");
    assertEquals(known, unknown);
    assertEquals(1, ofKnown);
    assertEquals(2, pool.computed() - before);
  }

  @Test
  void anOlderHashIsRenewedAtTheNextSignIn() {
    Account account = account("older");
    String light = new Argon2(64, 1, 1).hash(PasswordRules.normalise(RIGHT));
    cloud.execute(
        "UPDATE identity.password SET hash = '"
            + light
            + "' WHERE account_id = '"
            + account.id()
            + "'");
    passwords.enter("older", RIGHT, "192.0.2.30");
    String kept =
        String.valueOf(
            cloud
                .rows(
                    "SELECT hash FROM identity.password WHERE account_id = '" + account.id() + "'")
                .getFirst()
                .getFirst());
    assertTrue(kept.startsWith("$argon2id$v=19$m=19456,t=2,p=1$"), kept);
  }
}
