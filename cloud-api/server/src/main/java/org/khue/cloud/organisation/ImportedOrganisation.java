package org.khue.cloud.organisation;

import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.UUID;

/// What an import needs beyond the other facades: telling whether something has changed, and taking
/// exactly back what it wrote. Each call is part of a transaction that is given.
@Singleton
public final class ImportedOrganisation {
  private final Ground ground;
  private final ReachKeeper reach;
  private final ImportedRows rows = new ImportedRows();

  ImportedOrganisation(Ground ground, ReachKeeper reach) {
    this.ground = ground;
    this.reach = reach;
  }

  /// What an import may have made or changed.
  public enum Thing {
    UNIT,
    CLASS,
    CALENDAR;

    private String word() {
      return switch (this) {
        case UNIT -> "unit";
        case CLASS -> "class";
        case CALENDAR -> "calendar";
      };
    }
  }

  /// All rows of a thing as they lie in the database, for [#restore]; empty when there is none
  /// within the scope.
  public String snapshot(Connection transaction, Thing thing, UUID id) throws SQLException {
    return switch (thing) {
      case UNIT -> rows.unit(transaction, id);
      case CLASS -> rows.schoolClass(transaction, id);
      case CALENDAR -> rows.calendar(transaction, id);
    };
  }

  /// A short text that differs when the snapshots do.
  public static String state(String snapshot) {
    return UUID.nameUUIDFromBytes(snapshot.getBytes(StandardCharsets.UTF_8)).toString();
  }

  /// Puts the rows of a thing back as they were; relations of a unit stay.
  ///
  /// @param unit the unit at which whoever acts must have the right to write
  public void restore(Connection transaction, Thing thing, UUID id, UUID unit, String snapshot)
      throws SQLException {
    ground.mayWrite(right(thing), unit);
    switch (thing) {
      case UNIT -> rows.restoreUnit(transaction, id, snapshot);
      case CLASS -> rows.restoreClass(transaction, id, snapshot);
      case CALENDAR -> rows.restoreCalendar(transaction, id, snapshot);
    }
    ground.note(transaction, thing.word() + ".restored", id, unit, Map.of());
  }

  /// Removes what an import made.
  ///
  /// @param unit the unit at which whoever acts must have the right to write
  /// @throws SQLException of a foreign key when something else refers to it
  public void remove(Connection transaction, Thing thing, UUID id, UUID unit) throws SQLException {
    ground.mayWrite(right(thing), unit);
    switch (thing) {
      case UNIT -> {
        rows.removeUnit(transaction, id);
        reach.refresh(transaction);
      }
      case CLASS -> rows.removeClass(transaction, id);
      case CALENDAR -> rows.removeCalendar(transaction, id);
    }
    ground.note(transaction, thing.word() + ".removed", id, unit, Map.of());
  }

  private static String right(Thing thing) {
    return thing == Thing.CALENDAR ? Ground.WRITE_CALENDAR : Ground.WRITE;
  }
}
