package org.khue.cloud.organisation;

import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Requires;
import jakarta.annotation.PostConstruct;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.khue.cloud.organisation.internal.demo.DemoData;
import org.khue.cloud.platform.security.Acting;
import org.khue.cloud.platform.security.Reach;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The plainly invented city of the demo, put in at the first start where `khue.demo` is true: one
/// department, wards and communes, the districts that they were part of until 2025-07-01, and about
/// a hundred schools. The ids are the same in every demo.
///
/// A module that builds its own demo upon it takes this bean: it is there once the city is.
@Context
@Requires(property = "khue.demo", value = "true")
public final class DemoCity {
  /// The newest school year that the city has calendars and classes for, and the one before it.
  public static final int NEWEST_YEAR = 2026;

  /// Trường THCS Sao Mai 1, where the demo's gateways stand.
  public static final UUID SCHOOL = id("unit", "SK-THCS-01");

  /// Phường Sao Mai, which manages [#SCHOOL].
  public static final UUID WARD = id("unit", "SK-P-01");

  /// The department of education.
  public static final UUID DEPARTMENT = id("unit", "SK-SO");

  private static final Logger LOG = LoggerFactory.getLogger(DemoCity.class);

  private final Ground ground;
  private final ReachKeeper reach;
  private final UnitStore units = new UnitStore();
  private final CalendarStore calendars = new CalendarStore();

  DemoCity(Ground ground, ReachKeeper reach) {
    this.ground = ground;
    this.reach = reach;
  }

  /// The id of something in the city, by its kind and names: `unit` and its code; `class`, code of
  /// the school, year, name; `room`, code of the school, code.
  public static UUID id(String kind, String... names) {
    String whole = "khue demo city/" + kind + "/" + String.join("/", names);
    return UUID.nameUUIDFromBytes(whole.getBytes(StandardCharsets.UTF_8));
  }

  @PostConstruct
  void build() {
    Acting.system("demo city")
        .run(() ->
            ground.change(
                "putting the demo city in",
                transaction -> {
                  List<Unit> there = units.all(transaction);
                  if (there.size() == 1 && there.getFirst().version() == 1) {
                    insert(transaction, DemoData.make());
                    reach.refresh(transaction);
                  }
                  return Boolean.TRUE;
                }));
  }

  private void insert(Connection transaction, DemoData city) throws SQLException {
    units.update(transaction, Reach.ROOT, 1, city.root().facts());
    Sql.insert(
        transaction,
        UnitStore.INSERT,
        city.units().stream().map(unit -> UnitStore.row(unit.id(), unit.facts())).toList());
    Sql.insert(
        transaction,
        RelationStore.INSERT,
        city.relations().stream()
            .map(some -> RelationStore.row(some.id(), some.edge(), some.decision()))
            .toList());
    Sql.insert(
        transaction,
        PlaceStore.INSERT_SITE,
        city.sites().stream()
            .map(site -> PlaceStore.siteRow(site.id(), site.unit(), site.facts()))
            .toList());
    Sql.insert(
        transaction,
        PlaceStore.INSERT_BUILDING,
        city.buildings().stream()
            .map(some -> PlaceStore.buildingRow(some.id(), some.unit(), some.facts()))
            .toList());
    Sql.insert(
        transaction,
        RoomStore.INSERT,
        city.rooms().stream()
            .map(room -> RoomStore.row(room.id(), room.unit(), room.facts()))
            .toList());
    Sql.insert(
        transaction,
        ClassStore.INSERT,
        city.classes().stream()
            .map(some -> ClassStore.row(some.id(), some.unit(), some.facts()))
            .toList());
    for (Calendar calendar : city.calendars()) {
      calendars.insert(transaction, calendar.id(), calendar.unit(), calendar.days());
    }
    int count = city.units().size();
    ground.note(transaction, "city.built", Reach.ROOT, Reach.ROOT, Map.of("units", count));
    LOG.info("Demo city: {} units, {} rooms", count, city.rooms().size());
  }
}
