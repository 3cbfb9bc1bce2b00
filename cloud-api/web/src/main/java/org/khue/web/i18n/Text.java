package org.khue.web.i18n;

import com.ibm.icu.text.DateFormat;
import com.ibm.icu.text.ListFormatter;
import com.ibm.icu.text.NumberFormat;
import com.ibm.icu.text.RelativeDateTimeFormatter;
import com.ibm.icu.text.RelativeDateTimeFormatter.Direction;
import com.ibm.icu.text.RelativeDateTimeFormatter.RelativeUnit;
import com.ibm.icu.util.TimeZone;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collection;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.khue.web.Language;

/// Texts, numbers and times for one reader: a language, a zone, and the moment of the page.
public final class Text {
  private static final String NO_VALUE = "—";

  private final Messages messages;
  private final Language language;
  private final ZoneId zone;
  private final Instant now;

  /// @param now the moment that "3 seconds ago" counts from
  public Text(Messages messages, Language language, ZoneId zone, Instant now) {
    this.messages = messages;
    this.language = language;
    this.zone = zone;
    this.now = now;
  }

  public Language language() {
    return language;
  }

  public ZoneId zone() {
    return zone;
  }

  /// The moment that relative times count from.
  public Instant now() {
    return now;
  }

  /// The text of that key.
  ///
  /// @param namesAndValues the arguments of the pattern: name, value, name, value, …
  public String t(String key, Object... namesAndValues) {
    if (namesAndValues.length % 2 != 0) {
      throw new IllegalArgumentException("arguments of '" + key + "' must be name-value pairs");
    }
    Map<String, Object> arguments = new HashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      arguments.put((String) namesAndValues[i], namesAndValues[i + 1]);
    }
    return messages.format(language, key, arguments);
  }

  /// A name given by language, in the reader's; else in any; else the id.
  public String name(Map<String, String> byLanguage, String id) {
    String own = byLanguage.get(language.code());
    if (own != null && !own.isBlank()) {
      return own;
    }
    return byLanguage.values().stream()
        .filter(name -> !name.isBlank())
        .sorted()
        .findFirst()
        .orElse(id);
  }

  /// A measured value with as many decimals as its size is worth: 1 082 · 23,7 · 0,42.
  public String value(double value) {
    if (!Double.isFinite(value)) {
      return NO_VALUE;
    }
    double size = Math.abs(value);
    int decimals = size >= 100 || value == Math.rint(value) ? 0 : size >= 1 ? 1 : 2;
    return number(value, decimals);
  }

  /// A number with at most so many decimals.
  public String number(double value, int decimals) {
    NumberFormat format = NumberFormat.getInstance(language.locale());
    format.setMaximumFractionDigits(decimals);
    return format.format(value);
  }

  /// A share as whole percent: 92 %. 100 % and 0 % only when they are exact.
  public String percent(double share) {
    if (!Double.isFinite(share)) {
      return NO_VALUE;
    }
    double percent = share * 100;
    long rounded = Math.round(percent);
    if (rounded == 100 && share < 1) {
      rounded = 99;
    } else if (rounded == 0 && share > 0) {
      return t("number.below-one-percent");
    }
    return t("number.percent", "n", rounded);
  }

  /// How long ago, in one unit: "3 giây trước".
  public String ago(Instant instant) {
    Duration age = Duration.between(instant, now);
    if (age.isNegative()) {
      age = Duration.ZERO;
    }
    RelativeDateTimeFormatter formatter = RelativeDateTimeFormatter.getInstance(language.locale());
    if (age.toSeconds() < 60) {
      return formatter.format(age.toSeconds(), Direction.LAST, RelativeUnit.SECONDS);
    } else if (age.toMinutes() < 60) {
      return formatter.format(age.toMinutes(), Direction.LAST, RelativeUnit.MINUTES);
    } else if (age.toHours() < 48) {
      return formatter.format(age.toHours(), Direction.LAST, RelativeUnit.HOURS);
    }
    return formatter.format(age.toDays(), Direction.LAST, RelativeUnit.DAYS);
  }

  /// A length of time in at most two units: "3 giờ 12 phút".
  public String duration(Duration length) {
    long seconds = length.toSeconds();
    if (seconds < 60) {
      return t("duration.seconds", "n", seconds);
    } else if (seconds < 3600) {
      return t("duration.minutes", "n", seconds / 60);
    } else if (length.toHours() >= 48) {
      return t("duration.days", "n", length.toDays(), "hours", length.toHours() % 24);
    }
    return t("duration.hours", "n", length.toHours(), "minutes", length.toMinutes() % 60);
  }

  /// The time of day: 8:52.
  public String time(Instant instant) {
    return pattern("Hm", instant);
  }

  /// The time of day to the second: 8:52:07.
  public String timeToSecond(Instant instant) {
    return pattern("Hms", instant);
  }

  /// Day, month and time of day.
  public String dateTime(Instant instant) {
    return pattern("dMHm", instant);
  }

  /// Weekday, day and month.
  public String day(Instant instant) {
    return pattern("EEEdM", instant);
  }

  /// A date with its year: 24/11/2026.
  public String date(LocalDate date) {
    return pattern("yMMdd", date.atStartOfDay(zone).toInstant());
  }

  /// A date with its year, and the time of day.
  public String fullMoment(Instant instant) {
    return pattern("yMMddHm", instant);
  }

  /// The time of day if it was today, else with the date.
  public String moment(Instant instant) {
    boolean today = instant.atZone(zone).toLocalDate().equals(now.atZone(zone).toLocalDate());
    return today ? time(instant) : dateTime(instant);
  }

  /// For `<time datetime>`.
  public String machine(Instant instant) {
    return instant.toString();
  }

  /// Several names in one phrase: "A, B và C".
  public String list(Collection<String> names) {
    return ListFormatter.getInstance(language.locale()).format(List.copyOf(names));
  }

  private String pattern(String skeleton, Instant instant) {
    DateFormat format = DateFormat.getPatternInstance(skeleton, language.locale());
    format.setTimeZone(TimeZone.getTimeZone(zone.getId()));
    return format.format(Date.from(instant));
  }
}
