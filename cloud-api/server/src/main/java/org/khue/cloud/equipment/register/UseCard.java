package org.khue.cloud.equipment.register;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.khue.cloud.equipment.Equipment;
import org.khue.cloud.equipment.internal.Ground;
import org.khue.cloud.equipment.internal.ItemCard;
import org.khue.cloud.equipment.model.Interval;
import org.khue.web.i18n.Text;

/// How long an item was in use, for those that are devices of the fleet.
@Singleton
final class UseCard implements ItemCard {
  private static final Duration LOOKED_AT = Duration.ofDays(30);

  private final Items items;
  private final Equipment equipment;
  private final Ground ground;

  UseCard(Items items, Equipment equipment, Ground ground) {
    this.items = items;
    this.equipment = equipment;
    this.ground = ground;
  }

  @Override
  public Optional<Shown> of(Text text, UUID item, UUID unit) {
    ItemFacts facts = items.get(item).facts();
    if (facts.gateway() == null || facts.device() == null) {
      return Optional.empty();
    }
    Instant now = ground.now();
    Duration used =
        equipment
            .usedBy(facts.gateway(), facts.device(), new Interval(now.minus(LOOKED_AT), now))
            .total();
    return Optional.of(
        new Shown(
            text.t("eq.use"),
            text.t("eq.used-lately", "time", text.duration(used), "days", LOOKED_AT.toDays()),
            List.of(),
            List.of()));
  }
}
