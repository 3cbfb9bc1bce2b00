package org.khue.web.i18n;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.khue.web.Language;

class TextTest {
  private static final Instant NOW = Instant.parse("2026-11-24T05:00:00Z");
  private static final Messages MESSAGES =
      Messages.load(TextTest.class.getClassLoader(), List.of("org/khue/web/i18n/frame"));
  private final Text vi = text(Language.VI);
  private final Text en = text(Language.EN);

  private static Text text(Language language) {
    return new Text(MESSAGES, language, ZoneId.of("Asia/Ho_Chi_Minh"), NOW);
  }

  @Test
  void valuesHaveAsManyDecimalsAsTheirSizeIsWorth() {
    assertEquals("23,7", vi.value(23.68));
    assertEquals("1.082", vi.value(1082.4));
    assertEquals("0,42", vi.value(0.4249));
    assertEquals("1,082", en.value(1082.4));
    assertEquals("—", vi.value(Double.NaN));
  }

  @Test
  void aShareIsHundredPercentOnlyWhenItIsWhole() {
    assertEquals("92 %", vi.percent(0.919));
    assertEquals("99 %", vi.percent(0.9999));
    assertEquals("100%", en.percent(1));
    assertEquals("0 %", vi.percent(0));
    assertEquals("<1 %", vi.percent(0.001));
    assertEquals("—", vi.percent(Double.NaN));
  }

  @Test
  void agesAreToldInOneUnit() {
    assertEquals("3 giây trước", vi.ago(NOW.minusSeconds(3)));
    assertEquals("3 seconds ago", en.ago(NOW.minusSeconds(3)));
    assertEquals("40 phút trước", vi.ago(NOW.minusSeconds(2_430)));
    assertEquals("47 giờ trước", vi.ago(NOW.minus(Duration.ofHours(47))));
    assertEquals("2 ngày trước", vi.ago(NOW.minus(Duration.ofHours(49))));
  }

  @Test
  void aClockAheadOfOursDoesNotMakeAgesNegative() {
    assertEquals("0 giây trước", vi.ago(NOW.plusSeconds(5)));
  }

  @Test
  void lengthsOfTimeLeaveOutTheZero() {
    assertEquals("5 giờ", vi.duration(Duration.ofHours(5)));
    assertEquals("3 giờ 12 phút", vi.duration(Duration.ofMinutes(192)));
    assertEquals("59 giây", vi.duration(Duration.ofSeconds(59)));
    assertEquals("2 days 1 h", en.duration(Duration.ofHours(49)));
  }

  @Test
  void timesAreThoseOfTheSchool() {
    assertEquals("12:00", vi.time(NOW));
    assertEquals("12:00", vi.moment(NOW));
    assertTrue(vi.moment(NOW.minus(Duration.ofDays(1))).contains("23/11"));
  }

  @Test
  void aNameFallsBackToAnotherLanguageThenToTheId() {
    assertEquals("Phòng", vi.name(Map.of("vi", "Phòng", "en", "Room"), "r"));
    assertEquals("Phòng", en.name(Map.of("vi", "Phòng"), "r"));
    assertEquals("r", en.name(Map.of(), "r"));
  }

  @Test
  void anUnknownKeyIsABug() {
    assertThrows(IllegalArgumentException.class, () -> vi.t("no.such-key"));
  }

  @Test
  void aBundleWithoutItsEnglishFileIsNamed() {
    IllegalStateException problem =
        assertThrows(
            IllegalStateException.class,
            () ->
                Messages.load(
                    TextTest.class.getClassLoader(), List.of("org/khue/web/i18n/lopsided")));
    String message = String.valueOf(problem.getMessage());
    assertTrue(message.contains("lopsided_en.properties"));
    assertTrue(message.contains("'only.vietnamese' has no text in English"));
  }

  @Test
  void unitsAreShownAsPeopleWriteThem() {
    assertEquals(
        List.of("°C", "ppm", "kWh", "W", "V", "A", "Hz", "lx", "%", ""),
        List.of("Cel", "[ppm]", "kW.h", "W", "V", "A", "Hz", "lx", "%", "1").stream()
            .map(Units::shown)
            .toList());
  }
}
