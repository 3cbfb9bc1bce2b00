package org.khue.cloud.equipment.booking;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ICalendarTest {
  private static final Instant AT = Instant.parse("2026-11-24T06:20:31Z");

  @Test
  void anEventStandsAsTheStandardHasIt() {
    String file =
        new ICalendar("Phòng Vật lí 1")
            .event("b-1@khue", AT, AT, AT.plusSeconds(2_700), "Bài 21; ôn tập, kiểm tra", "B\\1")
            .whole();
    assertEquals(
        """
        BEGIN:VCALENDAR
        VERSION:2.0
        PRODID:-//Khue//Bookings//VI
        METHOD:PUBLISH
        X-WR-CALNAME:Phòng Vật lí 1
        REFRESH-INTERVAL;VALUE=DURATION:PT15M
        BEGIN:VEVENT
        UID:b-1@khue
        DTSTAMP:20261124T062031Z
        DTSTART:20261124T062031Z
        DTEND:20261124T070531Z
        SUMMARY:Bài 21\\; ôn tập\\, kiểm tra
        LOCATION:B\\\\1
        END:VEVENT
        END:VCALENDAR
        """
            .replace("\n", "\r\n"),
        file);
  }

  @Test
  void longLinesAreFoldedBetweenCharacters() {
    String title = "Thí nghiệm đo điện trở của dây dẫn 🔬 ".repeat(9).strip();
    String file = new ICalendar("x").event("b", AT, AT, AT, title, "").whole();
    for (String line : file.split("\r\n")) {
      assertTrue(line.getBytes(StandardCharsets.UTF_8).length <= 75, line);
    }
    assertTrue(file.replace("\r\n ", "").contains("SUMMARY:" + title + "\r\n"));
  }

  @Test
  void aLineBreakInATextBreaksNoLine() {
    String file = new ICalendar("x").event("b", AT, AT, AT, "a\r\nEND:VEVENT\nb", "").whole();
    assertTrue(file.contains("SUMMARY:a\\nEND:VEVENT\\nb\r\n"), file);
  }
}
