package org.khue.cloud.organisation;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.khue.cloud.platform.problem.ProblemException;

/// Sites and buildings of units. Read with a right that reaches the unit, changed with
/// `organisation.write` there.
@Singleton
public final class Places {
  private final Ground ground;
  private final PlaceStore store = new PlaceStore();

  Places(Ground ground) {
    this.ground = ground;
  }

  /// The sites of a unit, its seat first.
  public List<Site> sites(UUID unit) {
    ground.mayRead(unit);
    return ground.read("reading sites", read -> store.sites(read, unit));
  }

  /// @throws ProblemException 404 if there is none within the scope
  public Site site(UUID id) {
    return ground
        .read("reading a site", read -> store.site(read, id))
        .orElseThrow(() -> ProblemException.missing("site"));
  }

  /// Adds a site; one that is the seat takes that from the others.
  public Site addSite(UUID unit, SiteFacts facts) {
    ground.mayWrite(Ground.WRITE, unit);
    new Faults().addAll(facts.faults()).raise();
    return ground.change(
        "adding a site",
        transaction -> {
          UUID id = Ground.newId(transaction);
          if (facts.main()) {
            store.onlySeat(transaction, unit, id);
          }
          store.insert(transaction, id, unit, facts);
          ground.note(transaction, "site.created", id, unit, Map.of("name", facts.name()));
          return new Site(id, unit, facts, 1);
        });
  }

  /// @param version as it was read
  public Site updateSite(UUID id, int version, SiteFacts facts) {
    UUID unit = site(id).unit();
    ground.mayWrite(Ground.WRITE, unit);
    new Faults().addAll(facts.faults()).raise();
    return ground.change(
        "changing a site",
        transaction -> {
          if (facts.main()) {
            store.onlySeat(transaction, unit, id);
          }
          store.update(transaction, id, version, facts);
          ground.note(transaction, "site.changed", id, unit, Map.of("name", facts.name()));
          return new Site(id, unit, facts, version + 1);
        });
  }

  /// The buildings of a unit, by code.
  public List<Building> buildings(UUID unit) {
    ground.mayRead(unit);
    return ground.read("reading buildings", read -> store.buildings(read, unit));
  }

  /// @throws ProblemException 404 if there is none within the scope
  public Building building(UUID id) {
    return ground
        .read("reading a building", read -> store.building(read, id))
        .orElseThrow(() -> ProblemException.missing("building"));
  }

  public Building addBuilding(UUID unit, BuildingFacts facts) {
    ground.mayWrite(Ground.WRITE, unit);
    return ground.change(
        "adding a building",
        transaction -> {
          requireSound(transaction, unit, facts, null);
          UUID id = Ground.newId(transaction);
          store.insert(transaction, id, unit, facts);
          ground.note(transaction, "building.created", id, unit, Map.of("code", facts.code()));
          return new Building(id, unit, facts, 1);
        });
  }

  /// @param version as it was read
  public Building updateBuilding(UUID id, int version, BuildingFacts facts) {
    UUID unit = building(id).unit();
    ground.mayWrite(Ground.WRITE, unit);
    return ground.change(
        "changing a building",
        transaction -> {
          requireSound(transaction, unit, facts, id);
          store.update(transaction, id, version, facts);
          ground.note(transaction, "building.changed", id, unit, Map.of("code", facts.code()));
          return new Building(id, unit, facts, version + 1);
        });
  }

  private void requireSound(
      Connection transaction, UUID unit, BuildingFacts facts, @Nullable UUID self)
      throws SQLException {
    Optional<Site> site = store.site(transaction, facts.site());
    boolean taken =
        store.buildings(transaction, unit).stream()
            .anyMatch(
                other -> other.facts().code().equals(facts.code()) && !other.id().equals(self));
    new Faults()
        .addAll(facts.faults())
        .unless(!taken, "code", "Another building of the unit has this code already.")
        .unless(
            site.isPresent() && site.get().unit().equals(unit),
            "site",
            "The unit has no such site.")
        .raise();
  }
}
