package org.khue.cloud.people;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One answer to the question whether data may be used for a purpose. Silence is no consent.
///
/// @param purpose code of a [ConsentPurpose]
/// @param textVersion of the text that was shown
/// @param given false: refused or withdrawn
/// @param byPerson who answered: the person or a legal guardian; null when only on paper
/// @param recordedBy account that entered it
public record Consent(
    UUID id,
    UUID person,
    ConsentPurpose purpose,
    int textVersion,
    boolean given,
    @Nullable UUID byPerson,
    Channel channel,
    Instant at,
    UUID recordedBy,
    @Nullable String note) {

  /// How the answer came.
  public enum Channel {
    WEB,
    PAPER,
    TELEPHONE
  }
}
