package org.khue.cloud.equipment.minimum;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import org.khue.cloud.equipment.internal.Coded;

/// What a quantity of a minimum list is multiplied by.
public enum Per implements Coded {
  SCHOOL("minimum.per-school"),
  CLASS("minimum.per-class"),
  LAB("minimum.per-lab");

  private final String textKey;

  Per(String textKey) {
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
