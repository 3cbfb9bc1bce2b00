package org.khue.cloud.organisation;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The tables `organisation.site` and `organisation.building`.
final class PlaceStore {
  static final String INSERT_SITE =
      "INSERT INTO organisation.site (id, unit_id, name, address, latitude, longitude, main)"
          + " VALUES (?, ?, ?, ?, ?, ?, ?)";
  static final String INSERT_BUILDING =
      "INSERT INTO organisation.building (id, unit_id, site_id, code, name, floors)"
          + " VALUES (?, ?, ?, ?, ?, ?)";
  private static final String SITES =
      "SELECT id, unit_id, name, address, latitude, longitude, main, version"
          + " FROM organisation.site";
  private static final String BUILDINGS =
      "SELECT id, unit_id, site_id, code, name, floors, version FROM organisation.building";

  List<Site> sites(Connection connection, UUID unit) throws SQLException {
    return Sql.list(
        connection,
        SITES + " WHERE unit_id = ? ORDER BY main DESC, name, id",
        PlaceStore::site,
        unit);
  }

  Optional<Site> site(Connection connection, UUID id) throws SQLException {
    return Sql.first(connection, SITES + " WHERE id = ?", PlaceStore::site, id);
  }

  void insert(Connection connection, UUID id, UUID unit, SiteFacts site) throws SQLException {
    Sql.update(connection, INSERT_SITE, siteRow(id, unit, site));
  }

  /// The parameters of [#INSERT_SITE].
  static @Nullable Object[] siteRow(UUID id, UUID unit, SiteFacts site) {
    return new @Nullable Object[] {
      id, unit, site.name(), site.address(), site.latitude(), site.longitude(), site.main()
    };
  }

  void update(Connection connection, UUID id, int version, SiteFacts site) throws SQLException {
    Sql.change(
        connection,
        "UPDATE organisation.site SET name = ?, address = ?, latitude = ?, longitude = ?,"
            + " main = ?, version = version + 1 WHERE id = ? AND version = ?",
        site.name(),
        site.address(),
        site.latitude(),
        site.longitude(),
        site.main(),
        id,
        version);
  }

  /// No other site of the unit is its seat from now on.
  void onlySeat(Connection connection, UUID unit, UUID site) throws SQLException {
    Sql.update(
        connection,
        "UPDATE organisation.site SET main = false, version = version + 1"
            + " WHERE unit_id = ? AND id <> ? AND main",
        unit,
        site);
  }

  List<Building> buildings(Connection connection, UUID unit) throws SQLException {
    return Sql.list(
        connection, BUILDINGS + " WHERE unit_id = ? ORDER BY code", PlaceStore::building, unit);
  }

  Optional<Building> building(Connection connection, UUID id) throws SQLException {
    return Sql.first(connection, BUILDINGS + " WHERE id = ?", PlaceStore::building, id);
  }

  void insert(Connection connection, UUID id, UUID unit, BuildingFacts building)
      throws SQLException {
    Sql.update(connection, INSERT_BUILDING, buildingRow(id, unit, building));
  }

  /// The parameters of [#INSERT_BUILDING].
  static @Nullable Object[] buildingRow(UUID id, UUID unit, BuildingFacts building) {
    return new @Nullable Object[] {
      id, unit, building.site(), building.code(), building.name(), building.floors()
    };
  }

  void update(Connection connection, UUID id, int version, BuildingFacts building)
      throws SQLException {
    Sql.change(
        connection,
        "UPDATE organisation.building SET site_id = ?, code = ?, name = ?, floors = ?,"
            + " version = version + 1 WHERE id = ? AND version = ?",
        building.site(),
        building.code(),
        building.name(),
        building.floors(),
        id,
        version);
  }

  private static Site site(ResultSet row) throws SQLException {
    SiteFacts facts =
        new SiteFacts(
            Sql.text(row, 3),
            row.getString(4),
            row.getObject(5, Double.class),
            row.getObject(6, Double.class),
            row.getBoolean(7));
    return new Site(Sql.id(row, 1), Sql.id(row, 2), facts, row.getInt(8));
  }

  private static Building building(ResultSet row) throws SQLException {
    BuildingFacts facts =
        new BuildingFacts(Sql.id(row, 3), Sql.text(row, 4), Sql.text(row, 5), row.getInt(6));
    return new Building(Sql.id(row, 1), Sql.id(row, 2), facts, row.getInt(7));
  }
}
