package org.khue.cloud.people.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.khue.cloud.people.Sex;

/// The table of "Personal identification number (12 digits)": place 3, century and sex 1, year 2,
/// random 6.
class PersonalNumberTest {

  @ParameterizedTest
  @CsvSource({
    "001087012345, 1987, MALE",
    "001187012345, 1987, FEMALE",
    "079213000001, 2013, MALE",
    "079313000001, 2013, FEMALE",
    "079200000000, 2000, MALE",
    "079199999999, 1999, FEMALE",
    "096405123456, 2105, MALE",
    "096505123456, 2105, FEMALE",
    "001899123456, 2399, MALE",
    "001999123456, 2399, FEMALE"
  })
  void tellsYearAndSex(String number, int year, Sex sex) {
    PersonalNumber parsed = PersonalNumber.parse(number).orElseThrow();
    assertEquals(year, parsed.birthYear());
    assertEquals(sex, parsed.sex());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "07931300000",
        "0793130000011",
        "07931300000A",
        "079313-00000",
        "０７９３１３０００００１"
      })
  void whatIsNotTwelveDigitsIsNoNumber(String text) {
    assertTrue(PersonalNumber.parse(text).isEmpty(), text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"079 313 000001", "079.313.000001", "079313-000001", " 079313000001 "})
  void separatorsDoNotCount(String text) {
    assertEquals("079313000001", PersonalNumber.parse(text).orElseThrow().digits());
  }

  @ParameterizedTest
  @CsvSource({
    "079313000001, 2013-12-31, FEMALE, ''",
    "079313000001, 2013-01-01, MALE, SEX",
    "079313000001, 2012-12-31, FEMALE, BIRTH_YEAR",
    "079313000001, 1913-05-05, MALE, SEX BIRTH_YEAR",
    "079313000001, , , ''",
    "079313000001, , MALE, SEX"
  })
  void whatDoesNotAgreeIsADoubt(
      String number, @Nullable LocalDate birth, @Nullable Sex sex, String doubts) {
    Set<String> expected =
        Arrays.stream(doubts.split(" "))
            .filter(doubt -> !doubt.isEmpty())
            .collect(Collectors.toSet());
    assertEquals(
        expected,
        PersonalNumber.parse(number).orElseThrow().compare(birth, sex).stream()
            .map(Enum::name)
            .collect(Collectors.toSet()));
  }
}
