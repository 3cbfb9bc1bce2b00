package org.khue.cloud.organisation.internal.demo;

import java.util.List;
import org.khue.cloud.organisation.Building;
import org.khue.cloud.organisation.Calendar;
import org.khue.cloud.organisation.Relation;
import org.khue.cloud.organisation.Room;
import org.khue.cloud.organisation.SchoolClass;
import org.khue.cloud.organisation.Site;
import org.khue.cloud.organisation.Unit;

/// The whole invented city.
///
/// @param root what the unit above all others becomes
public record DemoData(
    Unit root,
    List<Unit> units,
    List<Relation> relations,
    List<Site> sites,
    List<Building> buildings,
    List<Room> rooms,
    List<Calendar> calendars,
    List<SchoolClass> classes) {

  /// Makes the city: equal at each call.
  public static DemoData make() {
    DemoUnits units = new DemoUnits();
    DemoPlaces places = new DemoPlaces();
    DemoCalendars calendars = new DemoCalendars();
    DemoClasses classes = new DemoClasses();
    units
        .all()
        .forEach(unit -> {
          if (unit.kind().teaches()) {
            classes.add(unit);
            places.add(unit, units.place(unit), classes.count(unit));
            calendars.add(unit);
          } else if (unit.facts().dissolved() == null) {
            places.addOffice(unit, units.place(unit));
          }
        });
    return new DemoData(
        units.root(),
        units.all(),
        units.relations(),
        places.sites(),
        places.buildings(),
        places.rooms(),
        calendars.all(),
        classes.all());
  }
}
