package org.khue.cloud.platform.vault;

import java.nio.charset.StandardCharsets;
import java.util.UUID;
import javax.crypto.AEADBadTagException;
import javax.crypto.SecretKey;

/// The key of one subject, unwrapped. Not kept longer than the work at hand.
public final class SubjectKey {
  private final UUID subject;
  private final SecretKey key;

  SubjectKey(UUID subject, SecretKey key) {
    this.subject = subject;
    this.key = key;
  }

  public UUID subject() {
    return subject;
  }

  /// Seals a text.
  ///
  /// @param place where it will lie, such as `people.person.sealed`: it opens in no other place and
  ///   for no other subject
  public byte[] seal(String place, String clear) {
    return Gcm.seal(key, clear.getBytes(StandardCharsets.UTF_8), bound(place));
  }

  /// Opens a sealed text.
  ///
  /// @throws VaultException if it was altered or lies in another place than it was sealed for
  public String open(String place, byte[] sealed) {
    try {
      return new String(Gcm.open(key, sealed, bound(place)), StandardCharsets.UTF_8);
    } catch (AEADBadTagException e) {
      throw new VaultException(
          "What is sealed at "
              + place
              + " of "
              + subject
              + " does not open: it was altered in the database. Restore it from a backup.",
          e);
    }
  }

  private byte[] bound(String place) {
    return (subject + " " + place).getBytes(StandardCharsets.UTF_8);
  }
}
