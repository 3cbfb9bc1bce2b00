package org.khue.cloud.equipment.utilisation.pages;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.khue.cloud.equipment.utilisation.Answer;
import org.khue.cloud.equipment.utilisation.model.Dimension;
import org.khue.cloud.equipment.utilisation.model.Figures;
import org.khue.web.i18n.Text;

/// What a table or chart says, in one sentence made of its figures. Where the coverage is too low
/// for a conclusion, it says that and concludes nothing.
final class Sentences {
  private final Text text;
  private final double threshold;

  Sentences(Text text, double threshold) {
    this.text = text;
    this.threshold = threshold;
  }

  String table(Answer answer, List<Line> lines) {
    Figures whole = answer.whole();
    if (whole.available() == 0) {
      return text.t("ut.say-nothing");
    }
    if (!trusted(whole)) {
      return text.t("ut.say-untrusted", "coverage", text.percent(whole.coverage()));
    }
    List<Line> sorted =
        lines.stream()
            .filter(Line::trusted)
            .sorted(Comparator.comparingDouble(line -> line.figures().utilisation()))
            .toList();
    long untrusted = lines.size() - sorted.size();
    String all =
        text.t(
            "ut.say-whole",
            "from",
            text.date(answer.question().span().from()),
            "to",
            text.date(answer.question().span().to()),
            "percent",
            text.percent(whole.utilisation()),
            "used",
            hours(whole.used()),
            "available",
            hours(whole.available()),
            "coverage",
            text.percent(whole.coverage()));
    if (sorted.size() > 1) {
      Line least = sorted.getFirst();
      Line most = sorted.getLast();
      all +=
          " "
              + text.t(
                  "ut.say-ends",
                  "most",
                  most.name(),
                  "mostPercent",
                  text.percent(most.figures().utilisation()),
                  "least",
                  least.name(),
                  "leastPercent",
                  text.percent(least.figures().utilisation()));
    }
    return untrusted == 0 ? all : all + " " + text.t("ut.say-left-out", "n", untrusted);
  }

  String heat(Answer answer, KeyWords words) {
    List<Answer.Group> cells =
        answer.groups().stream()
            .filter(group -> trusted(group.figures()))
            .sorted(Comparator.comparingDouble(group -> group.figures().utilisation()))
            .toList();
    if (cells.size() < 2) {
      return text.t("ut.say-heat-untrusted");
    }
    Answer.Group busy = cells.getLast();
    Answer.Group idle = cells.getFirst();
    return text.t(
        "ut.say-heat",
        "busy",
        cell(busy, words),
        "busyPercent",
        text.percent(busy.figures().utilisation()),
        "idle",
        cell(idle, words),
        "idlePercent",
        text.percent(idle.figures().utilisation()));
  }

  private static String cell(Answer.Group group, KeyWords words) {
    return words.name(Dimension.WEEKDAY, group.keys().get(0))
        + ", "
        + words.name(Dimension.SLOT, group.keys().get(1));
  }

  String trend(List<Trend> weeks) {
    List<Trend> sound = weeks.stream().filter(week -> trusted(week.figures())).toList();
    if (sound.size() < 2) {
      return text.t("ut.say-trend-untrusted");
    }
    Trend last = sound.getLast();
    Trend before = sound.get(sound.size() - 2);
    Optional<Trend> best =
        sound.stream().max(Comparator.comparingDouble(week -> week.figures().utilisation()));
    return text.t(
        "ut.say-trend",
        "last",
        last.name(),
        "lastPercent",
        text.percent(last.figures().utilisation()),
        "beforePercent",
        text.percent(before.figures().utilisation()),
        "best",
        best.orElse(last).name(),
        "bestPercent",
        text.percent(best.orElse(last).figures().utilisation()));
  }

  boolean trusted(Figures figures) {
    return figures.coverage() >= threshold;
  }

  String hours(long seconds) {
    return text.t("ut.hours", "n", text.number(seconds / 3_600.0, 1));
  }
}
