package org.khue.cloud.organisation;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.khue.cloud.platform.problem.ProblemException;

/// Classes of schools. Read with a right that reaches the school, changed with `organisation.write`
/// there.
@Singleton
public final class SchoolClasses {
  private static final int ALL = 10_000;
  private static final int BEFORE_ALL_GRADES = -100;

  private final Ground ground;
  private final ClassStore store = new ClassStore();
  private final UnitStore units = new UnitStore();

  SchoolClasses(Ground ground) {
    this.ground = ground;
  }

  /// All classes of a school in a school year, by grade and name.
  ///
  /// @param year in which the school year begins
  public List<SchoolClass> of(UUID unit, int year) {
    return page(unit, year, BEFORE_ALL_GRADES, "", ALL);
  }

  /// Classes that come after a grade and name, by grade and name.
  ///
  /// @param afterGrade below -3 for the first ones
  /// @param limit 1 to 10,000
  public List<SchoolClass> page(UUID unit, int year, int afterGrade, String afterName, int limit) {
    if (limit < 1 || limit > ALL) {
      throw new IllegalArgumentException("1 to 10,000 classes can be asked for, not " + limit);
    }
    ground.mayRead(unit);
    return ground.read(
        "reading classes", read -> store.page(read, unit, year, afterGrade, afterName, limit));
  }

  /// @throws ProblemException 404 if there is none within the scope
  public SchoolClass get(UUID id) {
    return ground
        .read("reading a class", read -> store.find(read, id))
        .orElseThrow(() -> ProblemException.missing("class"));
  }

  public Optional<SchoolClass> byName(UUID unit, int year, String name) {
    return ground.read("reading a class", read -> store.byName(read, unit, year, name));
  }

  /// @throws ProblemException 422 if a field is wrong
  public SchoolClass add(UUID unit, ClassFacts facts) {
    ground.mayWrite(Ground.WRITE, unit);
    return ground.change(
        "adding a class",
        transaction -> {
          requireSound(transaction, unit, facts, null);
          UUID id = Ground.newId(transaction);
          store.insert(transaction, id, unit, facts);
          ground.note(transaction, "class.created", id, unit, details(facts));
          return new SchoolClass(id, unit, facts, 1);
        });
  }

  /// @param version as it was read
  /// @throws ProblemException 412 if it was changed meanwhile, 422 if a field is wrong
  public SchoolClass update(UUID id, int version, ClassFacts facts) {
    UUID unit = get(id).unit();
    ground.mayWrite(Ground.WRITE, unit);
    return ground.change(
        "changing a class",
        transaction -> {
          requireSound(transaction, unit, facts, id);
          store.update(transaction, id, version, facts);
          ground.note(transaction, "class.changed", id, unit, details(facts));
          return new SchoolClass(id, unit, facts, version + 1);
        });
  }

  /// @param version as it was read
  /// @throws ProblemException 412 if it was changed meanwhile
  public void remove(UUID id, int version) {
    SchoolClass removed = get(id);
    ground.mayWrite(Ground.WRITE, removed.unit());
    ground.change(
        "removing a class",
        transaction -> {
          store.delete(transaction, id, version);
          ground.note(transaction, "class.removed", id, removed.unit(), details(removed.facts()));
          return Boolean.TRUE;
        });
  }

  /// Adds to a year the classes of the year before that it does not have, with the same grades and
  /// names.
  ///
  /// @param year into which they come
  /// @param homerooms whether their homeroom teachers stay
  /// @return those that were added
  public List<SchoolClass> copy(UUID unit, int year, boolean homerooms) {
    ground.mayWrite(Ground.WRITE, unit);
    return ground.change(
        "copying classes",
        transaction -> {
          List<SchoolClass> added = new ArrayList<>();
          for (SchoolClass last :
              store.page(transaction, unit, year - 1, BEFORE_ALL_GRADES, "", ALL)) {
            ClassFacts facts = last.facts();
            if (store.byName(transaction, unit, year, facts.name()).isEmpty()) {
              UUID homeroom = homerooms ? facts.homeroom() : null;
              ClassFacts next = new ClassFacts(year, facts.grade(), facts.name(), homeroom);
              requireSound(transaction, unit, next, null);
              UUID id = Ground.newId(transaction);
              store.insert(transaction, id, unit, next);
              ground.note(transaction, "class.created", id, unit, details(next));
              added.add(new SchoolClass(id, unit, next, 1));
            }
          }
          return added;
        });
  }

  private static Map<String, Object> details(ClassFacts facts) {
    return Map.of("year", facts.year(), "name", facts.name());
  }

  private void requireSound(
      Connection transaction, UUID unit, ClassFacts facts, @Nullable UUID self)
      throws SQLException {
    Unit school = units.find(transaction, unit).orElseThrow(() -> ProblemException.missing("unit"));
    Optional<SchoolClass> sameName = store.byName(transaction, unit, facts.year(), facts.name());
    new Faults()
        .addAll(facts.faults(school.facts().levels()))
        .unless(
            sameName.isEmpty() || sameName.get().id().equals(self),
            "name",
            "Another class of this school and year has this name already.")
        .raise();
  }
}
