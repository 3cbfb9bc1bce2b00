package org.khue.cloud.equipment.utilisation.pages;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.TextStyle;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.khue.cloud.equipment.utilisation.Subject;
import org.khue.cloud.equipment.utilisation.model.Dimension;
import org.khue.cloud.equipment.utilisation.model.Slot;
import org.khue.cloud.organisation.RoomKind;
import org.khue.cloud.organisation.Unit;
import org.khue.web.Language;
import org.khue.web.i18n.Text;

/// The keys of a breakdown in the reader's words.
final class KeyWords {
  private static final Map<String, String> DEVICE_KINDS =
      Map.of(
          "meter", "kind.meter",
          "climate", "kind.climate",
          "projector", "kind.projector",
          "instrument", "kind.instrument",
          "oscilloscope", "kind.oscilloscope",
          "power-supply", "kind.power-supply",
          "card-reader", "kind.card-reader",
          "presence", "kind.presence",
          "plug", "kind.plug");

  private final Text text;
  private final Map<UUID, Unit> units;
  private final Map<String, Subject> subjects;

  /// @param subjects one for each key of units, rooms, devices
  KeyWords(Text text, Map<UUID, Unit> units, Map<String, Subject> subjects) {
    this.text = text;
    this.units = units;
    this.subjects = subjects;
  }

  static String dimension(Text text, Dimension dimension) {
    return text.t(
        switch (dimension) {
          case UNIT -> "ut.by-unit";
          case OVERSEER -> "ut.by-overseer";
          case ROOM -> "ut.by-room";
          case ROOM_KIND -> "ut.by-room-kind";
          case DEVICE -> "ut.by-device";
          case DEVICE_KIND -> "ut.by-device-kind";
          case PROFILE -> "ut.by-profile";
          case YEAR -> "ut.by-year";
          case TERM -> "ut.by-term";
          case WEEK -> "ut.by-week";
          case MONTH -> "ut.by-month";
          case DAY -> "ut.by-day";
          case WEEKDAY -> "ut.by-weekday";
          case SLOT -> "ut.by-slot";
        });
  }

  String name(Dimension dimension, String key) {
    return switch (dimension) {
      case UNIT, OVERSEER -> unit(UUID.fromString(key));
      case ROOM -> room(subjects.get(key));
      case ROOM_KIND -> roomKind(text, key);
      case DEVICE -> device(subjects.get(key));
      case DEVICE_KIND -> deviceKind(text, key);
      case PROFILE -> key;
      case YEAR -> year(key);
      case TERM -> term(key);
      case WEEK -> week(key);
      case MONTH -> {
        YearMonth month = YearMonth.parse(key);
        yield text.t("ut.month", "month", month.getMonthValue(), "year", "" + month.getYear());
      }
      case DAY -> text.date(LocalDate.parse(key));
      case WEEKDAY -> weekday(text, Integer.parseInt(key));
      case SLOT -> slot(text, Integer.parseInt(key));
    };
  }

  String unit(UUID id) {
    Unit unit = units.get(id);
    return unit == null ? id.toString() : unit.nameIn(text.language());
  }

  String room(@Nullable Subject subject) {
    return subject == null ? "" : subject.roomCode() + " · " + subject.roomName();
  }

  String device(@Nullable Subject subject) {
    return subject == null
        ? ""
        : text.name(subject.name(), subject.key().device()) + " · " + subject.roomCode();
  }

  static String roomKind(Text text, String kind) {
    try {
      return text.t(RoomKind.ofCode(kind).textKey());
    } catch (IllegalArgumentException e) {
      return kind;
    }
  }

  static String deviceKind(Text text, String kind) {
    String key = DEVICE_KINDS.get(kind);
    return key == null ? kind : text.t(key);
  }

  private String year(String key) {
    int year = Integer.parseInt(key);
    return year == 0 ? text.t("ut.no-calendar") : year + "–" + (year + 1);
  }

  private String term(String key) {
    int dash = key.indexOf('-');
    String number = key.substring(dash + 1);
    String year = year(key.substring(0, dash));
    return number.equals("0")
        ? text.t("ut.no-term", "year", year)
        : text.t("ut.term", "n", number, "year", year);
  }

  private String week(String key) {
    int dash = key.indexOf("-w");
    String number = key.substring(dash + 2);
    String year = year(key.substring(0, dash));
    return number.equals("0")
        ? text.t("ut.no-week", "year", year)
        : text.t("ut.week", "n", number, "year", year);
  }

  static String weekday(Text text, int weekday) {
    Locale locale = text.language() == Language.VI ? Locale.of("vi") : Locale.ENGLISH;
    return DayOfWeek.of(weekday).getDisplayName(TextStyle.FULL_STANDALONE, locale);
  }

  static String slot(Text text, int code) {
    int number = Slot.number(code);
    if (Slot.isHour(code)) {
      return text.t("ut.hour", "n", number);
    }
    return switch (Slot.shift(code)) {
      case 0 -> text.t("ut.morning", "n", number);
      case 1 -> text.t("ut.afternoon", "n", number);
      default -> text.t("ut.evening", "n", number);
    };
  }
}
