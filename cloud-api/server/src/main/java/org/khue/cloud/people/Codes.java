package org.khue.cloud.people;

import com.ibm.icu.util.ULocale;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/// Tables of codes that facts are told in.
public final class Codes {
  private static final String FILE = "ethnic-groups.csv";
  private static final Map<String, String> ETHNIC_GROUPS = read();
  private static final Set<String> COUNTRIES =
      Locale.getISOCountries(Locale.IsoCountryCode.PART1_ALPHA2);

  private Codes() {}

  /// Code and name of the 54 ethnic groups. Source: the General Statistics Office's list, decision
  /// 121-TCTK/PPCĐ of 1979-03-02.
  public static Map<String, String> ethnicGroups() {
    return ETHNIC_GROUPS;
  }

  /// Codes of countries (ISO 3166-1 alpha-2), as the JDK knows them.
  public static Set<String> countries() {
    return COUNTRIES;
  }

  /// The name of a country in a language.
  ///
  /// @param language such as `vi`
  public static String country(String code, String language) {
    return new ULocale("und", code).getDisplayCountry(new ULocale(language));
  }

  private static Map<String, String> read() {
    Map<String, String> groups = new LinkedHashMap<>();
    try (InputStream in = Objects.requireNonNull(Codes.class.getResourceAsStream(FILE));
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      lines.lines().forEach(line -> groups.put(line.substring(0, 2), line.substring(3)));
    } catch (IOException e) {
      throw new UncheckedIOException("reading " + FILE, e);
    }
    return Collections.unmodifiableMap(groups);
  }
}
