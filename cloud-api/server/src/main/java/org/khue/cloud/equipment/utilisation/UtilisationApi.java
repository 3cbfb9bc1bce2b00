package org.khue.cloud.equipment.utilisation;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.khue.cloud.equipment.utilisation.model.Dimension;
import org.khue.cloud.equipment.utilisation.model.Figures;
import org.khue.cloud.platform.security.Needs;

/// Figures for programs.
@Controller("/api/v1/utilisation")
@ExecuteOn(TaskExecutors.BLOCKING)
final class UtilisationApi {
  private static final int MOST_GROUPS = 5_000;

  private final Utilisation utilisation;
  private final Marks marks;
  private final Clock clock;

  UtilisationApi(Utilisation utilisation, Marks marks, Clock clock) {
    this.utilisation = utilisation;
    this.marks = marks;
    this.clock = clock;
  }

  /// Sums; shares are absent where nothing was available or expected.
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Sums(
      long availableSeconds,
      long bookedSeconds,
      long usedSeconds,
      long usedBookedSeconds,
      long ghostSeconds,
      long unplannedSeconds,
      @Nullable Double utilisation,
      @Nullable Double bookedShare,
      long minutesExpected,
      long minutesHeard,
      @Nullable Double coverage) {
    static Sums of(Figures figures) {
      return new Sums(
          figures.available(),
          figures.booked(),
          figures.used(),
          figures.usedBooked(),
          figures.ghost(),
          figures.unplanned(),
          number(figures.utilisation()),
          number(figures.bookedShare()),
          figures.expected(),
          figures.heard(),
          number(figures.coverage()));
    }

    private static @Nullable Double number(double share) {
      return Double.isNaN(share) ? null : share;
    }
  }

  /// @param key by the names of the breakdown
  record Group(Map<String, String> key, Sums figures) {}

  /// @param groups at most 5,000
  /// @param groupsLeftOut how many more there are
  /// @param watched how many rooms or devices took part
  /// @param unwatched how many were left out because nothing ever told of their use
  /// @param trustedCoverage below it a figure says little
  /// @param countedTo up to when everything was counted; absent before the first count
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Result(
      LocalDate from,
      LocalDate to,
      Sums whole,
      List<Group> groups,
      int groupsLeftOut,
      int watched,
      int unwatched,
      double trustedCoverage,
      @Nullable Instant countedTo) {}

  @Get
  @Operation(
      summary =
          "Used against booked against available, of rooms or devices, by up to two dimensions",
      parameters = {
        @Parameter(name = "about", in = ParameterIn.QUERY, description = "rooms or devices"),
        @Parameter(name = "from", in = ParameterIn.QUERY, description = "First day"),
        @Parameter(name = "to", in = ParameterIn.QUERY, description = "Last day"),
        @Parameter(name = "year", in = ParameterIn.QUERY, description = "School year, 2026"),
        @Parameter(name = "term", in = ParameterIn.QUERY, description = "1, 2, …"),
        @Parameter(name = "first-week", in = ParameterIn.QUERY, description = "Of the year"),
        @Parameter(name = "last-week", in = ParameterIn.QUERY, description = "Of the year"),
        @Parameter(name = "weekday", in = ParameterIn.QUERY, description = "1 Monday to 7"),
        @Parameter(name = "slot", in = ParameterIn.QUERY, description = "1, 21, 107"),
        @Parameter(name = "unit", in = ParameterIn.QUERY, description = "With all below it"),
        @Parameter(name = "room", in = ParameterIn.QUERY, description = "Of the register"),
        @Parameter(name = "room-kind", in = ParameterIn.QUERY, description = "physics-lab"),
        @Parameter(name = "device-kind", in = ParameterIn.QUERY, description = "projector"),
        @Parameter(name = "profile", in = ParameterIn.QUERY, description = "Type of device"),
        @Parameter(name = "device", in = ParameterIn.QUERY, description = "Its id in the room"),
        @Parameter(name = "by", in = ParameterIn.QUERY, description = "unit,week")
      })
  @Needs(Utilisation.READ)
  Result ask(HttpRequest<?> request) {
    Answer answer =
        utilisation.ask(
            QuestionReader.read(
                request.getParameters().asMap(), marks.day(clock.instant()), utilisation.since()));
    Question question = answer.question();
    return new Result(
        question.span().from(),
        question.span().to(),
        Sums.of(answer.whole()),
        answer.groups().stream()
            .limit(MOST_GROUPS)
            .map(group -> new Group(key(question.by(), group.keys()), Sums.of(group.figures())))
            .toList(),
        Math.max(0, answer.groups().size() - MOST_GROUPS),
        answer.watched(),
        answer.unwatched().size(),
        utilisation.trusted(),
        answer.countedTo());
  }

  private static Map<String, String> key(List<Dimension> by, List<String> keys) {
    Map<String, String> named = new LinkedHashMap<>();
    for (int i = 0; i < by.size(); i++) {
      named.put(by.get(i).code(), keys.get(i));
    }
    return named;
  }
}
