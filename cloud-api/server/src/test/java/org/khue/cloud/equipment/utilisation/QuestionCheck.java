package org.khue.cloud.equipment.utilisation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.khue.cloud.TestCloud;
import org.khue.cloud.equipment.utilisation.model.Dimension;
import org.khue.cloud.equipment.utilisation.model.Figures;
import org.khue.cloud.equipment.utilisation.model.Span;
import org.khue.cloud.platform.security.Acting;
import org.khue.cloud.platform.security.Caller;
import org.khue.cloud.platform.security.Grant;
import org.khue.cloud.platform.security.Scope;

/// Random questions against plain SQL over the facts, asked by the city and by a school.
final class QuestionCheck {
  private static final Map<Dimension, String> KEYS =
      Map.ofEntries(
          Map.entry(Dimension.UNIT, "u.unit_id::text"),
          Map.entry(Dimension.OVERSEER, "'" + UseWorld.WARD + "'"),
          Map.entry(Dimension.ROOM, "u.room::text"),
          Map.entry(Dimension.ROOM_KIND, "s.room_kind"),
          Map.entry(Dimension.DEVICE, "u.room || '/' || u.gateway || '/' || u.device"),
          Map.entry(Dimension.DEVICE_KIND, "s.device_kind"),
          Map.entry(Dimension.PROFILE, "s.profile"),
          Map.entry(Dimension.YEAR, "u.year::text"),
          Map.entry(Dimension.TERM, "u.year || '-' || u.term"),
          Map.entry(Dimension.WEEK, "u.year || '-w' || u.week"),
          Map.entry(Dimension.MONTH, "to_char(u.day, 'YYYY-MM')"),
          Map.entry(Dimension.DAY, "u.day::text"),
          Map.entry(Dimension.WEEKDAY, "u.weekday::text"),
          Map.entry(Dimension.SLOT, "u.slot::text"));

  private final TestCloud cloud;
  private final Random random;

  QuestionCheck(TestCloud cloud, Random random) {
    this.cloud = cloud;
    this.random = random;
  }

  /// @return how many groups the answers had
  int check(int questions) {
    int groups = 0;
    for (int i = 0; i < questions; i++) {
      Question question = any();
      boolean city = random.nextBoolean();
      UUID unit = city ? UseWorld.WARD : UseWorld.SCHOOLS.get(random.nextInt(2));
      Answer answer = as(unit).call(() -> cloud.bean(Utilisation.class).ask(question));
      String asked = question + " of " + unit;
      assertEquals(bySql(question, city ? null : unit), inWords(answer), asked);
      Figures whole =
          answer.groups().stream().map(Answer.Group::figures).reduce(Figures.NONE, Figures::plus);
      assertEquals(whole, answer.whole(), asked);
      groups += answer.groups().size();
    }
    return groups;
  }

  static Acting as(UUID unit) {
    Grant grant = new Grant("test", Set.of(Utilisation.READ), new Scope.Below(unit));
    Caller caller = new Caller(Caller.Kind.PERSON, UUID.randomUUID(), null, "test", List.of(grant));
    return new Acting(caller, Utilisation.READ);
  }

  private Question any() {
    boolean devices = random.nextBoolean();
    List<Dimension> by = new ArrayList<>();
    for (int i = random.nextInt(3); i > 0; i--) {
      by.add(Dimension.values()[random.nextInt(Dimension.values().length)]);
    }
    LocalDate from = LocalDate.of(2026, 9, 1).plusDays(random.nextInt(20));
    Span span =
        new Span(
            from,
            from.plusDays(random.nextInt(60)),
            random.nextInt(3) == 0 ? 2026 : 0,
            random.nextInt(4) == 0 ? 1 : 0,
            random.nextInt(4) == 0 ? 2 : 0,
            random.nextInt(4) == 0 ? 3 : 0,
            random.nextInt(3) == 0 ? Set.of(1, 4) : Set.of(),
            random.nextInt(3) == 0 ? Set.of(2, 21) : Set.of());
    return new Question(
        devices,
        span,
        random.nextInt(3) == 0 ? UseWorld.SCHOOLS.get(1) : null,
        random.nextInt(4) == 0 ? Set.of(UseWorld.room(0, 0)) : Set.of(),
        random.nextInt(4) == 0 ? Set.of("physics-lab") : Set.of(),
        devices && random.nextInt(3) == 0 ? Set.of("plug") : Set.of(),
        devices && random.nextInt(4) == 0 ? Set.of("p-lamp", "p-sensor") : Set.of(),
        devices && random.nextInt(4) == 0 ? "lamp" : "",
        by);
  }

  private static Map<List<String>, Figures> inWords(Answer answer) {
    Map<List<String>, Figures> groups = new TreeMap<>(QuestionCheck::compare);
    answer.groups().forEach(group -> groups.put(group.keys(), group.figures()));
    return groups;
  }

  private static int compare(List<String> a, List<String> b) {
    return a.toString().compareTo(b.toString());
  }

  private Map<List<String>, Figures> bySql(Question question, @Nullable UUID school) {
    Span span = question.span();
    StringBuilder where =
        new StringBuilder("s.watched AND (u.device <> '') = " + question.devices());
    where.append(" AND u.day BETWEEN '" + span.from() + "' AND '" + span.to() + "'");
    and(where, span.year() > 0, "u.year = " + span.year());
    and(where, span.term() > 0, "u.term = " + span.term());
    and(where, span.firstWeek() > 0, "u.week >= " + span.firstWeek());
    and(where, span.lastWeek() > 0, "u.week BETWEEN 1 AND " + span.lastWeek());
    in(where, "u.weekday", span.weekdays());
    in(where, "u.slot", span.slots());
    and(where, question.unit() != null, "u.unit_id = '" + question.unit() + "'");
    and(where, school != null, "u.unit_id = '" + school + "'");
    in(where, "u.room::text", question.rooms());
    in(where, "s.room_kind", question.roomKinds());
    in(where, "s.device_kind", question.deviceKinds());
    in(where, "s.profile", question.profiles());
    and(where, !question.device().isEmpty(), "u.device = '" + question.device() + "'");
    String keys =
        question.by().stream()
            .map(KEYS::get)
            .collect(Collectors.joining(", ", "ARRAY[", "]::text[]"));
    Map<List<String>, Figures> groups = new TreeMap<>(QuestionCheck::compare);
    for (List<Object> row :
        cloud.rows(
            "SELECT "
                + keys
                + "::text, sum(u.available), sum(u.booked), sum(u.used), sum(u.used_booked),"
                + " sum(u.expected), sum(u.heard) FROM equipment.use_slot u"
                + " JOIN equipment.subject s ON s.id = u.subject WHERE "
                + where
                + " GROUP BY 1")) {
      String key = String.valueOf(row.getFirst()).replace("\"", "");
      groups.put(
          key.equals("{}") ? List.of() : List.of(key.substring(1, key.length() - 1).split(",", -1)),
          new Figures(
              number(row.get(1)),
              number(row.get(2)),
              number(row.get(3)),
              number(row.get(4)),
              number(row.get(5)),
              number(row.get(6))));
    }
    return groups;
  }

  private static long number(Object value) {
    return Long.parseLong(String.valueOf(value));
  }

  private static void and(StringBuilder where, boolean when, String condition) {
    if (when) {
      where.append(" AND ").append(condition);
    }
  }

  private static void in(StringBuilder where, String column, Set<?> values) {
    String list = values.stream().map(value -> "'" + value + "'").collect(Collectors.joining(", "));
    and(where, !values.isEmpty(), column + " IN (" + list + ")");
  }
}
