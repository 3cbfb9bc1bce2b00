package org.khue.cloud.equipment.utilisation.pages;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.khue.cloud.equipment.utilisation.Question;
import org.khue.cloud.equipment.utilisation.Subject;
import org.khue.cloud.equipment.utilisation.model.Dimension;
import org.khue.cloud.equipment.utilisation.model.Span;
import org.khue.cloud.organisation.Unit;
import org.khue.web.i18n.Names;
import org.khue.web.i18n.Text;
import org.khue.web.table.Condition;
import org.khue.web.table.Filter;
import org.khue.web.table.TableQuery;

/// What a reader may choose from, and the question that their choice makes. The choice stands in
/// the address, so that it can be sent, saved and printed.
final class Choices {
  private static final int USUAL_DAYS = 28;
  private static final List<Integer> DAYS = List.of(7, 28, 91, 182, 365);

  private final Text text;
  private final LocalDate today;
  private final LocalDate since;
  private final List<Subject> subjects;
  private final Map<UUID, Unit> units;

  /// @param since the earliest day that can be asked for
  /// @param subjects within the scope
  /// @param units that can be chosen, by id
  Choices(
      Text text, LocalDate today, LocalDate since, List<Subject> subjects, Map<UUID, Unit> units) {
    this.text = text;
    this.today = today;
    this.since = since;
    this.subjects = List.copyOf(subjects);
    this.units = Map.copyOf(units);
  }

  Filter[] filters() {
    return new Filter[] {
      new Filter.Choice("group", text.t("ut.group"), groups()),
      new Filter.Choice("span", text.t("ut.span"), spans()),
      new Filter.Choice("unit", text.t("ut.by-unit"), unitOptions()),
      new Filter.Choice(
          "room-kind", text.t("ut.by-room-kind"), options(Subject::roomKind, KeyWords::roomKind)),
      new Filter.Choice(
          "device-kind",
          text.t("ut.by-device-kind"),
          options(Subject::deviceKind, KeyWords::deviceKind)),
      new Filter.Choice("profile", text.t("ut.by-profile"), options(Subject::profile, (_, p) -> p)),
      new Filter.Choice(
          "weekday",
          text.t("ut.by-weekday"),
          IntStream.rangeClosed(1, 7)
              .mapToObj(day -> new Filter.Option("" + day, KeyWords.weekday(text, day)))
              .toList()),
      new Filter.Choice("slot", text.t("ut.by-slot"), slots()),
      new Filter.Search("q", text.t("ut.find")),
      new Filter.Dates("day", text.t("ut.days"))
    };
  }

  private interface Words {
    String of(Text text, String code);
  }

  private List<Filter.Option> options(Function<Subject, String> code, Words words) {
    Set<String> codes = new TreeSet<>();
    subjects.stream().map(code).filter(some -> !some.isEmpty()).forEach(codes::add);
    return codes.stream()
        .map(some -> new Filter.Option(some, words.of(text, some)))
        .sorted(Comparator.comparing(Filter.Option::label, Names.byAlphabet()))
        .toList();
  }

  private List<Filter.Option> groups() {
    return Arrays.stream(Dimension.values())
        .filter(dimension -> dimension != Dimension.YEAR && dimension != Dimension.DAY)
        .map(dimension -> new Filter.Option(dimension.code(), KeyWords.dimension(text, dimension)))
        .toList();
  }

  private List<Filter.Option> spans() {
    return DAYS.stream()
        .map(days -> new Filter.Option("" + days, text.t("ut.last-days", "n", days)))
        .toList();
  }

  private List<Filter.Option> unitOptions() {
    return units.values().stream()
        .map(unit -> new Filter.Option(unit.id().toString(), unit.nameIn(text.language())))
        .sorted(Comparator.comparing(Filter.Option::label, Names.byAlphabet()))
        .toList();
  }

  private List<Filter.Option> slots() {
    return IntStream.of(1, 2, 3, 4, 5, 21, 22, 23, 24, 25, 41, 42, 43, 44, 45)
        .mapToObj(code -> new Filter.Option("" + code, KeyWords.slot(text, code)))
        .toList();
  }

  /// By what is broken down: as chosen, else by unit where there are several, else by room.
  Dimension group(TableQuery query) {
    Set<UUID> own = new HashSet<>();
    subjects.forEach(subject -> own.add(subject.unit()));
    return Dimension.ofCode(chosen(query, "group"))
        .orElse(own.size() > 1 ? Dimension.UNIT : Dimension.ROOM);
  }

  Question question(TableQuery query) {
    Dimension group = group(query);
    boolean devices =
        group == Dimension.DEVICE
            || group == Dimension.DEVICE_KIND
            || group == Dimension.PROFILE
            || query.condition("device-kind").isPresent()
            || query.condition("profile").isPresent();
    String unit = chosen(query, "unit");
    return new Question(
        devices,
        span(query),
        unit.isEmpty() ? null : UUID.fromString(unit),
        Set.of(),
        set(chosen(query, "room-kind")),
        set(chosen(query, "device-kind")),
        set(chosen(query, "profile")),
        "",
        List.of(group));
  }

  private Span span(TableQuery query) {
    String days = chosen(query, "span");
    LocalDate to = today;
    LocalDate from = today.minusDays((days.isEmpty() ? USUAL_DAYS : Integer.parseInt(days)) - 1L);
    if (query.condition("day").orElse(null)
        instanceof Condition.Between(LocalDate first, LocalDate last)) {
      to = last == null ? today : last;
      from = first == null ? to.minusDays(USUAL_DAYS - 1L) : first;
    }
    LocalDate begin = from.isBefore(since) ? since : from;
    LocalDate end = to.isBefore(begin) ? begin : to;
    LocalDate longest = begin.plusDays(1_499);
    return new Span(
        begin,
        end.isAfter(longest) ? longest : end,
        0,
        0,
        0,
        0,
        numbers(chosen(query, "weekday")),
        numbers(chosen(query, "slot")));
  }

  /// The address of a page with the same choice, but for those given.
  static String href(String page, TableQuery query, Map<String, String> other) {
    Map<String, String> parameters = new LinkedHashMap<>();
    query
        .conditions()
        .forEach((key, condition) -> {
          switch (condition) {
            case Condition.Is(String value) -> parameters.put(key, value);
            case Condition.Between(LocalDate from, LocalDate to) -> {
              if (from != null) {
                parameters.put(key + "-from", from.toString());
              }
              if (to != null) {
                parameters.put(key + "-to", to.toString());
              }
            }
            case Condition.Contains _ -> {}
          }
        });
    parameters.putAll(other);
    return parameters.isEmpty()
        ? page
        : parameters.entrySet().stream()
            .sorted(Map.Entry.comparingByKey())
            .map(entry ->
                entry.getKey() + "=" + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8))
            .collect(Collectors.joining("&", page + "?", ""));
  }

  private static String chosen(TableQuery query, String filter) {
    return query.condition(filter).orElse(null) instanceof Condition.Is(String value) ? value : "";
  }

  private static Set<String> set(String value) {
    return value.isEmpty() ? Set.of() : Set.of(value);
  }

  private static Set<Integer> numbers(String value) {
    return value.isEmpty() ? Set.of() : Set.of(Integer.parseInt(value));
  }
}
