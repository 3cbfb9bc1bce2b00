package org.khue.cloud.identity.internal.passkey;

import com.yubico.webauthn.CredentialRepository;
import com.yubico.webauthn.RegisteredCredential;
import com.yubico.webauthn.data.ByteArray;
import com.yubico.webauthn.data.PublicKeyCredentialDescriptor;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.khue.cloud.identity.internal.db.Sql;
import org.khue.cloud.platform.db.Times;

/// The table `identity.passkey`. To the WebAuthn library a user's name and handle are the account's
/// id: an authenticator learns nothing of a person.
final class PasskeyStore implements CredentialRepository {
  private final Sql sql;

  PasskeyStore(DataSource system) {
    sql = new Sql(system);
  }

  static ByteArray handle(UUID account) {
    return new ByteArray(
        ByteBuffer.allocate(2 * Long.BYTES)
            .putLong(account.getMostSignificantBits())
            .putLong(account.getLeastSignificantBits())
            .array());
  }

  private static UUID account(ByteArray handle) {
    ByteBuffer bytes = ByteBuffer.wrap(handle.getBytes());
    return bytes.remaining() == 2 * Long.BYTES
        ? new UUID(bytes.getLong(), bytes.getLong())
        : new UUID(0, 0);
  }

  @Override
  public Set<PublicKeyCredentialDescriptor> getCredentialIdsForUsername(String account) {
    return new HashSet<>(
        sql.list(
            "looking passkeys up",
            "SELECT credential FROM identity.passkey WHERE account_id = ?",
            row ->
                PublicKeyCredentialDescriptor.builder().id(new ByteArray(row.getBytes(1))).build(),
            UUID.fromString(account)));
  }

  @Override
  public Optional<ByteArray> getUserHandleForUsername(String account) {
    return Optional.of(handle(UUID.fromString(account)));
  }

  @Override
  public Optional<String> getUsernameForUserHandle(ByteArray handle) {
    return Optional.of(account(handle).toString());
  }

  @Override
  public Optional<RegisteredCredential> lookup(ByteArray credential, ByteArray handle) {
    return sql.one(
        "looking a passkey up",
        "SELECT credential, account_id, public_key, sign_count FROM identity.passkey"
            + " WHERE credential = ? AND account_id = ?",
        PasskeyStore::registered,
        credential.getBytes(),
        account(handle));
  }

  @Override
  public Set<RegisteredCredential> lookupAll(ByteArray credential) {
    return new HashSet<>(
        sql.list(
            "looking a passkey up",
            "SELECT credential, account_id, public_key, sign_count FROM identity.passkey"
                + " WHERE credential = ?",
            PasskeyStore::registered,
            (Object) credential.getBytes()));
  }

  private static RegisteredCredential registered(ResultSet row) throws SQLException {
    return RegisteredCredential.builder()
        .credentialId(new ByteArray(row.getBytes(1)))
        .userHandle(handle(row.getObject(2, UUID.class)))
        .publicKeyCose(new ByteArray(row.getBytes(3)))
        .signatureCount(row.getLong(4))
        .build();
  }

  List<Passkey> of(UUID account) {
    return sql.list(
        "reading passkeys",
        "SELECT id, name, created_at, used_at FROM identity.passkey WHERE account_id = ?"
            + " ORDER BY created_at",
        row ->
            new Passkey(
                row.getObject(1, UUID.class),
                row.getString(2),
                Times.get(row, 3),
                Times.getOrNull(row, 4)),
        account);
  }

  static void insert(
      Connection transaction,
      UUID account,
      ByteArray credential,
      ByteArray publicKey,
      long signCount,
      String name,
      Instant now)
      throws SQLException {
    Sql.change(
        transaction,
        "INSERT INTO identity.passkey (account_id, credential, public_key, sign_count, name,"
            + " created_at) VALUES (?, ?, ?, ?, ?, ?)",
        account,
        credential.getBytes(),
        publicKey.getBytes(),
        signCount,
        name,
        now);
  }

  void used(ByteArray credential, long signCount, Instant now) {
    sql.change(
        "noting a passkey",
        "UPDATE identity.passkey SET sign_count = ?, used_at = ? WHERE credential = ?",
        signCount,
        now,
        credential.getBytes());
  }

  static boolean delete(Connection transaction, UUID account, UUID id) throws SQLException {
    return Sql.change(
            transaction,
            "DELETE FROM identity.passkey WHERE account_id = ? AND id = ?",
            account,
            id)
        == 1;
  }

  static int deleteAll(Connection transaction, UUID account) throws SQLException {
    return Sql.change(transaction, "DELETE FROM identity.passkey WHERE account_id = ?", account);
  }
}
