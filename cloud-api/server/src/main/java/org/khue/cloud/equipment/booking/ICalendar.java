package org.khue.cloud.equipment.booking;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/// Writes events as RFC 5545 wants them: lines end with CR LF and are folded at 75 bytes, never
/// within a character; backslash, semicolon, comma and line breaks in texts are escaped (sections
/// 3.1 and 3.3.11); times are UTC.
final class ICalendar {
  private static final int LONGEST_LINE = 75;
  private static final String END = "\r\n";
  private static final DateTimeFormatter UTC =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  private final StringBuilder out = new StringBuilder();

  /// @param name of the calendar
  ICalendar(String name) {
    line("BEGIN:VCALENDAR");
    line("VERSION:2.0");
    line("PRODID:-//Khue//Bookings//VI");
    line("METHOD:PUBLISH");
    line("X-WR-CALNAME:" + escaped(name));
    line("REFRESH-INTERVAL;VALUE=DURATION:PT15M");
  }

  /// @param id stable, unique in the world
  /// @param stamp when this was written
  ICalendar event(
      String id, Instant stamp, Instant starts, Instant ends, String title, String place) {
    line("BEGIN:VEVENT");
    line("UID:" + id);
    line("DTSTAMP:" + UTC.format(stamp));
    line("DTSTART:" + UTC.format(starts));
    line("DTEND:" + UTC.format(ends));
    line("SUMMARY:" + escaped(title));
    if (!place.isEmpty()) {
      line("LOCATION:" + escaped(place));
    }
    line("END:VEVENT");
    return this;
  }

  /// The whole file.
  String whole() {
    return out + "END:VCALENDAR" + END;
  }

  private static String escaped(String text) {
    return text.replace("\\", "\\\\")
        .replace(";", "\\;")
        .replace(",", "\\,")
        .replaceAll("\\R", "\\\\n");
  }

  private void line(String text) {
    int bytes = 0;
    for (int at = 0; at < text.length(); ) {
      int point = text.codePointAt(at);
      String character = Character.toString(point);
      int size = character.getBytes(StandardCharsets.UTF_8).length;
      if (bytes + size > LONGEST_LINE) {
        out.append(END).append(' ');
        bytes = 1;
      }
      out.append(character);
      bytes += size;
      at += Character.charCount(point);
    }
    out.append(END);
  }
}
