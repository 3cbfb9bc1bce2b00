package org.khue.cloud.identity.internal.page;

import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.khue.cloud.organisation.Unit;
import org.khue.cloud.organisation.Units;
import org.khue.cloud.platform.security.Acting;
import org.khue.cloud.platform.security.Caller;
import org.khue.cloud.platform.security.Grant;
import org.khue.cloud.platform.security.Reach;
import org.khue.cloud.platform.security.Scope;
import org.khue.web.i18n.Text;

/// Units as pages name them.
@Singleton
public final class UnitWords {

  /// A unit to choose.
  public record Choice(UUID id, String name) {}

  private final Units units;

  UnitWords(Units units) {
    this.units = units;
  }

  /// The directory of units is public to everybody who is signed in.
  String name(Text text, UUID unit) {
    return unit.equals(Reach.ROOT)
        ? text.t("unit.root")
        : Acting.system("unit names")
            .call(() -> units.find(unit).map(Unit::name).orElse(unit.toString()));
  }

  /// The units that a form offers: that one, and those of the caller's own roles.
  List<Choice> choices(Text text, Caller caller, List<UUID> first) {
    Set<UUID> units = new LinkedHashSet<>(first);
    for (Grant grant : caller.grants()) {
      if (grant.scope() instanceof Scope.Below below) {
        units.add(below.unit());
      }
    }
    List<Choice> choices = new ArrayList<>();
    units.forEach(unit -> choices.add(new Choice(unit, name(text, unit))));
    return choices;
  }
}
