package org.khue.cloud.equipment.register;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.UUID;

/// A piece of equipment, or several pieces under one label.
///
/// @param unit whose it is
/// @param code of its label, see [LabelCode]
/// @param version grows with each change
public record Item(
    UUID id, UUID unit, String code, @JsonUnwrapped ItemFacts facts, ItemState state, int version) {

  /// What tells it from others: make and model, else its number, else its code.
  public String shortName() {
    return !facts.name().isEmpty()
        ? facts.name()
        : !facts.number().isEmpty() ? facts.number() : LabelCode.shown(code);
  }
}
