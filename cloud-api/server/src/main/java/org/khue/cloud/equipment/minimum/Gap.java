package org.khue.cloud.equipment.minimum;

import org.khue.cloud.equipment.register.TypeFacts;

/// What a school has and lacks of a type by a minimum list.
///
/// @param need pieces, rounded up
/// @param have pieces, without what is lost or disposed of
public record Gap(TypeFacts type, Per per, long need, long have) {

  public long missing() {
    return Math.max(0, need - have);
  }
}
