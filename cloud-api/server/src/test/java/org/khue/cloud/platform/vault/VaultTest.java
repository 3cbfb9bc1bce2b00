package org.khue.cloud.platform.vault;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.khue.cloud.ActingAsSystem;
import org.khue.cloud.TestCloud;
import org.khue.cloud.platform.db.Database;
import org.khue.cloud.platform.db.Transactions;

@ExtendWith(ActingAsSystem.class)
class VaultTest {
  private static final String PLACE = "test.sealed";
  private static TestCloud cloud;

  @TempDir private Path directory;

  @BeforeAll
  static void start() {
    cloud = TestCloud.start();
  }

  @AfterAll
  static void stop() {
    cloud.close();
  }

  private static <T> T in(Transactions.Work<T> work) {
    return cloud.bean(Transactions.class).run("testing the vault", work);
  }

  private static SubjectKey made(UUID subject) {
    return in(tx -> cloud.bean(Vault.class).make(tx, subject));
  }

  @Test
  void whatIsSealedOpensAgainAndLooksDifferentEachTime() {
    UUID subject = UUID.randomUUID();
    byte[] sealed = made(subject).seal(PLACE, "Nguyễn Thị Dũng");
    SubjectKey again = in(tx -> cloud.bean(Vault.class).key(tx, subject)).orElseThrow();
    assertEquals("Nguyễn Thị Dũng", again.open(PLACE, sealed));
    assertFalse(Arrays.equals(sealed, again.seal(PLACE, "Nguyễn Thị Dũng")));
  }

  @Test
  void everyAlteredByteIsNoticed() {
    SubjectKey key = made(UUID.randomUUID());
    byte[] sealed = key.seal(PLACE, "text");
    for (int i = 0; i < sealed.length; i++) {
      byte[] altered = sealed.clone();
      altered[i] ^= 1;
      assertThrows(VaultException.class, () -> key.open(PLACE, altered), "byte " + i);
    }
    for (int length = 0; length < sealed.length; length++) {
      byte[] cut = Arrays.copyOf(sealed, length);
      assertThrows(VaultException.class, () -> key.open(PLACE, cut), "cut to " + length);
    }
  }

  @Test
  void whatIsSealedOpensInNoOtherPlaceAndForNobodyElse() {
    SubjectKey one = made(UUID.randomUUID());
    SubjectKey other = made(UUID.randomUUID());
    byte[] sealed = one.seal(PLACE, "text");
    assertThrows(VaultException.class, () -> one.open("test.other", sealed));
    assertThrows(VaultException.class, () -> other.open(PLACE, sealed));
  }

  @Test
  void aForgottenKeyIsGone() {
    UUID subject = UUID.randomUUID();
    made(subject);
    boolean forgotten = in(tx -> cloud.bean(Vault.class).forget(tx, subject));
    assertTrue(forgotten);
    assertTrue(in(tx -> cloud.bean(Vault.class).key(tx, subject)).isEmpty());
    boolean again = in(tx -> cloud.bean(Vault.class).forget(tx, subject));
    assertFalse(again);
  }

  @Test
  void nobodyButTheProgramItselfForgetsOrReplacesAKey() throws SQLException {
    UUID subject = UUID.randomUUID();
    made(subject);
    // A connection that nobody took: the application's user, without a scope.
    Thread thread =
        Thread.ofPlatform()
            .start(() -> {
              try (Connection nobody = cloud.bean(DataSource.class).getConnection();
                  var statement = nobody.createStatement()) {
                assertEquals(0, statement.executeUpdate("DELETE FROM platform.vault_key"));
                assertEquals(
                    0, statement.executeUpdate("UPDATE platform.vault_key SET wrapped = ''"));
              } catch (SQLException e) {
                throw new IllegalStateException(e);
              }
            });
    try {
      thread.join(10_000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    assertTrue(in(tx -> cloud.bean(Vault.class).key(tx, subject)).isPresent());
  }

  @Test
  void theFilesAreTheirOwnersAlone() throws IOException {
    Vault.open(directory.resolve("vault"), empty());
    for (String name : new String[] {"master.key", "hash.key"}) {
      Path file = directory.resolve("vault").resolve(name);
      assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    }
    Path master = directory.resolve("vault/master.key");
    Files.setPosixFilePermissions(master, PosixFilePermissions.fromString("rw-r--r--"));
    VaultFileException refused =
        assertThrows(
            VaultFileException.class, () -> Vault.open(directory.resolve("vault"), empty()));
    assertTrue(String.valueOf(refused.getMessage()).contains("chmod 600"));
  }

  @Test
  void missingFilesAreNotReplacedByNewOnesWhenSomethingIsSealed() {
    made(UUID.randomUUID());
    DataSource source = cloud.bean(Database.class).systemSource();
    VaultFileException refused =
        assertThrows(VaultFileException.class, () -> Vault.open(directory.resolve("new"), source));
    assertTrue(String.valueOf(refused.getMessage()).contains("missing"));
    assertFalse(Files.exists(directory.resolve("new")));
  }

  @Test
  void anotherMasterKeyIsRefusedAtStart() throws IOException {
    made(UUID.randomUUID());
    Vault.open(directory.resolve("vault"), empty());
    VaultFileException refused =
        assertThrows(
            VaultFileException.class,
            () ->
                Vault.open(directory.resolve("vault"), cloud.bean(Database.class).systemSource()));
    assertTrue(String.valueOf(refused.getMessage()).contains("not the master key"));
  }

  @Test
  void keyedHashesAreEqualForEqualValuesAndNeverForOtherPurposesOrVaults() throws IOException {
    Vault vault = cloud.bean(Vault.class);
    byte[] hash = vault.hash("card", "04A1B2C3");
    assertArrayEquals(hash, vault.hash("card", "04A1B2C3"));
    assertNotEquals(Arrays.toString(hash), Arrays.toString(vault.hash("other", "04A1B2C3")));
    Vault other = Vault.open(directory.resolve("other"), empty());
    assertNotEquals(Arrays.toString(hash), Arrays.toString(other.hash("card", "04A1B2C3")));
  }

  /// The source of a database in which nothing was sealed.
  private static DataSource empty() {
    return Empty.CLOUD.bean(Database.class).systemSource();
  }

  private static final class Empty {
    private static final TestCloud CLOUD = TestCloud.start();
  }
}
