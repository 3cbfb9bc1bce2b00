package org.khue.cloud.equipment.utilisation;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.khue.cloud.equipment.utilisation.model.Dimension;
import org.khue.cloud.equipment.utilisation.model.Figures;
import org.khue.cloud.equipment.utilisation.model.Sums;
import org.khue.cloud.organisation.Relations;
import org.khue.cloud.organisation.Unit;
import org.khue.cloud.platform.db.DatabaseException;
import org.khue.cloud.platform.problem.ProblemException;
import org.khue.cloud.platform.security.Reach;

/// Questions about utilisation: `docs/reference/utilisation.md`.
///
/// Which rooms and devices take part is asked of the database at each question, through its
/// row-level security; their figures are then summed up in memory. So nobody gets a figure of a
/// room that the database does not show them.
public final class Utilisation {
  /// The right to read it.
  public static final String READ = "utilisation.read";

  private final DataSource source;
  private final Cube cube;
  private final Reach reach;
  private final Relations relations;
  private final double trusted;
  private final MarkStore marks = new MarkStore();

  Utilisation(DataSource source, Cube cube, Reach reach, Relations relations, double trusted) {
    this.source = source;
    this.cube = cube;
    this.reach = reach;
    this.relations = relations;
    this.trusted = trusted;
  }

  /// From which coverage on a figure is trusted, 0 to 1.
  public double trusted() {
    return trusted;
  }

  /// The earliest day of which figures are held for questions.
  public LocalDate since() {
    return cube.since();
  }

  /// The rooms and devices within the scope.
  public List<Subject> subjects() {
    Cube.Held held = cube.fresh();
    List<Subject> subjects = new ArrayList<>();
    for (int id : seen().ids()) {
      Subject subject = held.subjects().get(id);
      if (subject != null) {
        subjects.add(subject);
      }
    }
    return subjects;
  }

  /// Answers within the scope of whoever asks.
  ///
  /// @throws ProblemException 422 if it would make more than 600,000 groups, or its days are turned
  ///   round or more than the held ones
  public Answer ask(Question question) {
    requireSound(question);
    Cube.Held held = cube.fresh();
    Seen seen = seen();
    Set<UUID> units = question.unit() == null ? null : reach.below(question.unit());
    List<Integer> taken = new ArrayList<>();
    List<Subject> unwatched = new ArrayList<>();
    for (int id : seen.ids()) {
      Subject subject = held.subjects().get(id);
      if (subject != null
          && (units == null || units.contains(subject.unit()))
          && question.takes(subject)) {
        if (subject.watched()) {
          taken.add(id);
        } else {
          unwatched.add(subject);
        }
      }
    }
    Map<String, Subject> named = new HashMap<>();
    Keys first = keys(question, 0, held, taken, named);
    Keys second = keys(question, 1, held, taken, named);
    if ((long) first.axis().size() * second.axis().size() > Sums.MOST_GROUPS) {
      throw invalid("by", "That would make too many groups. Choose fewer days or rooms.");
    }
    Sums sums =
        new Sums(
            question.span(), first.axis(), second.axis(), Sums.firstYear(held.series().values()));
    for (int id : taken) {
      sums.add(held.of(id), first.of(id), second.of(id));
    }
    List<Answer.Group> groups = new ArrayList<>();
    Figures[] whole = {Figures.NONE};
    sums.each((numbers, figures) -> {
      whole[0] = whole[0].plus(figures);
      List<String> keys = new ArrayList<>();
      for (int axis = 0; axis < question.by().size(); axis++) {
        keys.add((axis == 0 ? first : second).key(sums, numbers[axis]));
      }
      groups.add(new Answer.Group(keys, figures));
    });
    return new Answer(question, whole[0], groups, named, taken.size(), unwatched, seen.countedTo());
  }

  /// The numbers of an axis.
  ///
  /// @param numbers by subject; empty for an axis of time
  /// @param names of the numbers; empty for an axis of time
  private record Keys(Sums.Axis axis, Map<Integer, Integer> numbers, List<String> names) {
    int of(int subject) {
      return numbers.getOrDefault(subject, 0);
    }

    String key(Sums sums, int number) {
      return names.isEmpty() ? sums.key(axis, number) : names.get(number);
    }
  }

  private Keys keys(
      Question question,
      int axis,
      Cube.Held held,
      List<Integer> taken,
      Map<String, Subject> named) {
    if (axis >= question.by().size()) {
      return new Keys(Sums.Axis.WHOLE, Map.of(), List.of());
    }
    Dimension dimension = question.by().get(axis);
    if (!dimension.isOfSubject()) {
      return new Keys(Sums.Axis.ofTime(dimension, question.span()), Map.of(), List.of());
    }
    Map<UUID, UUID> managers = dimension == Dimension.OVERSEER ? managers() : Map.of();
    Map<String, Integer> byKey = new LinkedHashMap<>();
    Map<Integer, Integer> numbers = new HashMap<>();
    for (int id : taken) {
      Subject subject = Objects.requireNonNull(held.subjects().get(id));
      String key = subject.key(dimension, managers);
      named.putIfAbsent(key, subject);
      numbers.put(id, byKey.computeIfAbsent(key, any -> byKey.size()));
    }
    return new Keys(
        new Sums.Axis(dimension, Math.max(1, byKey.size())), numbers, List.copyOf(byKey.keySet()));
  }

  /// The unit that manages each unit today.
  private Map<UUID, UUID> managers() {
    Map<UUID, UUID> managers = new HashMap<>();
    relations
        .tree(relations.today())
        .managed()
        .forEach((manager, units) -> {
          for (Unit unit : units) {
            managers.put(unit.id(), manager);
          }
        });
    return managers;
  }

  private void requireSound(Question question) {
    LocalDate from = question.span().from();
    LocalDate to = question.span().to();
    if (to.isBefore(from)) {
      throw invalid("to", "The last day lies before the first one. Turn them round.");
    }
    if (from.isBefore(since())) {
      throw invalid(
          "from", "Figures are kept at hand from " + since() + " on. Choose a later day.");
    }
    if (to.isAfter(from.plusDays(1_500))) {
      throw invalid(
          "to", "At most 1,500 days can be asked for at once. Choose an earlier last day.");
    }
  }

  private static ProblemException invalid(String field, String sentence) {
    return ProblemException.invalid(List.of(new ProblemException.Fault(field, sentence)));
  }

  private record Seen(int[] ids, @Nullable Instant countedTo) {}

  private Seen seen() {
    try (Connection connection = source.getConnection()) {
      Optional<Instant> to = marks.countedTo(connection);
      return new Seen(SubjectStore.within(connection), to.orElse(null));
    } catch (SQLException e) {
      throw new DatabaseException("asking whose use may be seen", e);
    }
  }
}
