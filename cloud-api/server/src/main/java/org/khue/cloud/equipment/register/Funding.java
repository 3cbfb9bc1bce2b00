package org.khue.cloud.equipment.register;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import org.khue.cloud.equipment.internal.Coded;

/// Where the money for an item came from.
public enum Funding implements Coded {
  STATE_BUDGET("eq.funding-state-budget"),
  OWN_REVENUE("eq.funding-own-revenue"),
  SPONSORSHIP("eq.funding-sponsorship"),
  PROJECT("eq.funding-project"),
  OTHER("eq.funding-other");

  private final String textKey;

  Funding(String textKey) {
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
}
