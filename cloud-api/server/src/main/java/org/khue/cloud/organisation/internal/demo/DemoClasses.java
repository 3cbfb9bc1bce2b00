package org.khue.cloud.organisation.internal.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.khue.cloud.organisation.ClassFacts;
import org.khue.cloud.organisation.DemoCity;
import org.khue.cloud.organisation.Level;
import org.khue.cloud.organisation.SchoolClass;
import org.khue.cloud.organisation.Unit;

/// Classes of the invented schools: as many in both years.
final class DemoClasses {
  private static final List<String> PRESCHOOL = List.of("Nhà trẻ", "Mầm", "Chồi", "Lá");

  private final List<SchoolClass> classes = new ArrayList<>();

  List<SchoolClass> all() {
    return classes;
  }

  /// How many classes a unit has in the newest year.
  int count(Unit unit) {
    return (int)
        classes.stream()
            .filter(some -> some.unit().equals(unit.id()))
            .filter(some -> some.facts().year() == DemoCity.NEWEST_YEAR)
            .count();
  }

  void add(Unit unit) {
    Random random = new Random(unit.code().hashCode());
    for (Level level : unit.facts().levels()) {
      for (int grade = level.firstGrade(); grade <= level.lastGrade(); grade++) {
        int parallel = 2 + random.nextInt(2);
        for (int number = 1; number <= parallel; number++) {
          add(unit, level, grade, number);
        }
      }
    }
  }

  private void add(Unit unit, Level level, int grade, int number) {
    String name =
        switch (level) {
          case PRESCHOOL -> PRESCHOOL.get(grade - level.firstGrade()) + " " + number;
          case PRIMARY -> grade + String.valueOf((char) ('A' + number - 1));
          case LOWER_SECONDARY, UPPER_SECONDARY -> grade + "A" + number;
        };
    for (int year = DemoCity.NEWEST_YEAR - 1; year <= DemoCity.NEWEST_YEAR; year++) {
      classes.add(
          new SchoolClass(
              DemoCity.id("class", unit.code(), String.valueOf(year), name),
              unit.id(),
              new ClassFacts(year, grade, name, null),
              1));
    }
  }
}
