package org.khue.web.form;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.khue.web.Language;
import org.khue.web.i18n.Messages;
import org.khue.web.i18n.Text;

class FormInputTest {
  private static final Text TEXT =
      new Text(
          Messages.load(FormInputTest.class.getClassLoader(), List.of("org/khue/web/i18n/frame")),
          Language.VI,
          ZoneId.of("Asia/Ho_Chi_Minh"),
          Instant.parse("2026-11-24T05:00:00Z"));

  private static final FormSpec FORM =
      FormSpec.of(
          "person",
          "/people",
          "Lưu",
          Field.text("name", "tên").asRequired().upTo(10),
          Field.email("mail", "thư"),
          Field.number("seats", "số chỗ").between(1, 500),
          Field.decimal("height", "chiều cao", 1),
          Field.date("born", "ngày sinh").between(LocalDate.of(2000, 1, 1), null),
          Field.choice("kind", "loại", List.of(new Kind.Option("a", "A"))),
          Field.choices("days", "ngày", List.of(new Kind.Option("2", "Hai"))),
          Field.password("word", "mật khẩu"),
          Field.tick("agreed", "đồng ý"));

  private static FormInput read(String field, String... values) {
    Map<String, List<String>> posted = new HashMap<>(Map.of("name", List.of("An")));
    posted.put(field, List.of(values));
    return FORM.read(TEXT, posted);
  }

  @Test
  void textIsTakenInOneFormOfUnicodeWithoutBlanksAround() {
    assertEquals("Dũng", read("name", " Du\u0303ng ").text("name"));
    assertEquals(" giữ ", read("word", " gi\u01b0\u0303 ").text("word"));
  }

  @Test
  void everyProblemIsToldAtItsField() {
    FormInput input =
        FORM.read(
            TEXT,
            Map.of(
                "mail", List.of("an@"),
                "seats", List.of("501"),
                "height", List.of("1,55"),
                "born", List.of("24/11/1999"),
                "kind", List.of("b"),
                "days", List.of("2", "9")));
    assertEquals(
        Set.of("name", "mail", "seats", "height", "born", "kind", "days"),
        input.problems().keySet());
    assertEquals("Hãy nhập tên.", input.problems().get("name"));
    assertEquals("Lớn nhất là 500.", input.problems().get("seats"));
    assertEquals("501", input.text("seats"), "what was typed stays");
    assertFalse(input.valid());
  }

  @Test
  void datesAreReadAsBrowsersSendAndAsPeopleWriteThem() {
    assertEquals(LocalDate.of(2012, 9, 2), read("born", "2012-09-02").date("born"));
    assertEquals(LocalDate.of(2012, 9, 2), read("born", "2/9/2012").date("born"));
    assertNull(read("born", "").date("born"));
    assertFalse(read("born", "31/2/2012").valid());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "12;12",
        "12,5;12.5",
        "12.5;12.5",
        "1.234;1234",
        "1,234;1234",
        "1.234,5;1234.5",
        "1,234.5;1234.5",
        "0.125;0.125",
        "0,125;0.125",
        "1 234;1234",
        "-3,5;-3.5",
        "1.234.567;1234567"
      })
  void numbersAreReadInTheWritingOfEitherLanguage(String written, BigDecimal number) {
    assertEquals(number, Numbers.parse(written).orElseThrow());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {"zwölf", "1,2,3", "1.23.4", "1e9", "--1", "1,234,5.6"})
  void otherWritingsAreNoNumbers(String written) {
    assertTrue(Numbers.parse(written).isEmpty(), written);
  }

  @Test
  void aNumberThatIsFilledInReadsBackTheSame() {
    FormInput input = FORM.blank().filled("height", new BigDecimal("1.234"));
    BigDecimal read = Objects.requireNonNull(input.number("height"));
    assertEquals(0, new BigDecimal("1.234").compareTo(read), read.toPlainString());
  }

  @Test
  void aFormThatIsShownAgainHasAnotherKey() {
    assertNotEquals(FORM.blank().key(), read("name", "An").key());
  }

  @Test
  void theFirstProblemOfAFieldStays() {
    FormInput input = FORM.blank().reject("name", "một").reject("name", "hai");
    assertEquals("một", input.problems().get("name"));
  }
}
