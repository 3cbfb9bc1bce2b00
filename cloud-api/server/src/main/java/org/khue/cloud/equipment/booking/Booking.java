package org.khue.cloud.equipment.booking;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.khue.cloud.equipment.internal.Coded;
import org.khue.cloud.equipment.model.Interval;

/// That somebody has a room or an item for a time.
///
/// @param room of the organisation's register; null for an item's booking
/// @param item null for a room's booking
/// @param by the account that booked
/// @param byName its name, as it was then
/// @param subject code of the subject taught; empty for none
/// @param series of one that is repeated each week
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Booking(
    UUID id,
    UUID unit,
    @Nullable UUID room,
    @Nullable UUID item,
    Instant starts,
    Instant ends,
    State state,
    UUID by,
    String byName,
    String purpose,
    String subject,
    @Nullable UUID series) {

  /// What became of a booking.
  public enum State implements Coded {
    BOOKED("booking.state-booked"),
    CANCELLED("booking.state-cancelled"),
    RELEASED("booking.state-released");

    private final String textKey;

    State(String textKey) {
      this.textKey = textKey;
    }

    @Override
    public String textKey() {
      return textKey;
    }

    @JsonValue
    @Override
    public String code() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public Interval span() {
    return new Interval(starts, ends);
  }

  public Thing thing() {
    return room == null ? new Thing.OfItem(Objects.requireNonNull(item)) : new Thing.OfRoom(room);
  }
}
