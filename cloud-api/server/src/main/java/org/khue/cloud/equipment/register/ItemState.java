package org.khue.cloud.equipment.register;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import org.khue.cloud.equipment.internal.Coded;

/// How an item is.
public enum ItemState implements Coded {
  WORKING("eq.state-working"),
  TO_REPAIR("eq.state-to-repair"),
  IN_REPAIR("eq.state-in-repair"),
  LOST("eq.state-lost"),
  DISPOSED("eq.state-disposed");

  private final String textKey;

  ItemState(String textKey) {
    this.textKey = textKey;
  }

  @Override
  public String textKey() {
    return textKey;
  }

  @JsonValue
  @Override
  public String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /// Whether it counts to what the school has.
  public boolean isThere() {
    return this != LOST && this != DISPOSED;
  }

  /// Whether it can be booked and lent.
  public boolean isUsable() {
    return this == WORKING;
  }
}
