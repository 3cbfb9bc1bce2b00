package org.khue.web.form;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A field of a form; its texts are in the reader's language.
///
/// @param key the name in the request: lower-case letters, digits and hyphens
/// @param hint how to fill it in; empty for none
/// @param sensitive never kept in the browser: health, identity numbers
/// @param autocomplete what browsers may fill in (HTML's names); empty for nothing
public record Field(
    String key,
    String label,
    Kind kind,
    String hint,
    boolean required,
    boolean sensitive,
    String autocomplete) {
  private static final Pattern KEY = Pattern.compile("[a-z][a-z0-9-]{0,39}");
  private static final int LINE = 200;
  private static final int AREA = 4_000;

  public Field {
    if (!KEY.matcher(key).matches()) {
      throw new IllegalArgumentException(
          "a field key is lower-case letters, digits and hyphens: " + key);
    }
  }

  private static Field of(String key, String label, Kind kind) {
    return new Field(key, label, kind, "", false, false, "");
  }

  public static Field text(String key, String label) {
    return of(key, label, new Kind.Line("text", LINE));
  }

  public static Field email(String key, String label) {
    return of(key, label, new Kind.Line("email", LINE)).filledBy("email");
  }

  public static Field phone(String key, String label) {
    return of(key, label, new Kind.Line("tel", 30)).filledBy("tel");
  }

  public static Field area(String key, String label, int rows) {
    return of(key, label, new Kind.Area(rows, AREA));
  }

  /// A whole number.
  public static Field number(String key, String label) {
    return of(key, label, new Kind.Amount(null, null, 0, ""));
  }

  /// A number with decimals.
  public static Field decimal(String key, String label, int decimals) {
    return of(key, label, new Kind.Amount(null, null, decimals, ""));
  }

  public static Field date(String key, String label) {
    return of(key, label, new Kind.Day(null, null));
  }

  /// One of some values, from a list to pull down.
  public static Field choice(String key, String label, List<Kind.Option> options) {
    return of(key, label, new Kind.One(List.copyOf(options), false));
  }

  /// One of few values, all in sight.
  public static Field buttons(String key, String label, List<Kind.Option> options) {
    return of(key, label, new Kind.One(List.copyOf(options), true));
  }

  /// Any of some values.
  public static Field choices(String key, String label, List<Kind.Option> options) {
    return of(key, label, new Kind.Many(List.copyOf(options)));
  }

  /// Yes or no.
  public static Field tick(String key, String label) {
    return of(key, label, new Kind.Tick());
  }

  public static Field password(String key, String label) {
    return of(key, label, new Kind.Secret(LINE)).filledBy("current-password").asSensitive();
  }

  public static Field hidden(String key) {
    return of(key, "", new Kind.Unseen());
  }

  /// @param accept file endings, such as `.xlsx,.csv`
  public static Field file(String key, String label, String accept) {
    return of(key, label, new Kind.Upload(accept));
  }

  public Field withHint(String words) {
    return new Field(key, label, kind, words, required, sensitive, autocomplete);
  }

  public Field asRequired() {
    return new Field(key, label, kind, hint, true, sensitive, autocomplete);
  }

  public Field asSensitive() {
    return new Field(key, label, kind, hint, required, true, autocomplete);
  }

  public Field filledBy(String autocompleteName) {
    return new Field(key, label, kind, hint, required, sensitive, autocompleteName);
  }

  /// The same field of words, of at most so many characters.
  public Field upTo(int characters) {
    Kind shorter =
        switch (kind) {
          case Kind.Line line -> new Kind.Line(line.type(), characters);
          case Kind.Area area -> new Kind.Area(area.rows(), characters);
          case Kind.Secret _ -> new Kind.Secret(characters);
          case Kind.Amount _,
              Kind.Day _,
              Kind.One _,
              Kind.Many _,
              Kind.Tick _,
              Kind.Unseen _,
              Kind.Upload _ ->
              throw new IllegalArgumentException(key + " has no length");
        };
    return withKind(shorter);
  }

  /// The same number, within limits that belong to it.
  public Field between(@Nullable Number least, @Nullable Number most) {
    if (!(kind instanceof Kind.Amount amount)) {
      throw new IllegalArgumentException(key + " is no number");
    }
    return withKind(new Kind.Amount(exact(least), exact(most), amount.decimals(), amount.unit()));
  }

  /// The same number, with the unit behind it.
  public Field in(String unit) {
    if (!(kind instanceof Kind.Amount amount)) {
      throw new IllegalArgumentException(key + " is no number");
    }
    return withKind(new Kind.Amount(amount.least(), amount.most(), amount.decimals(), unit));
  }

  /// The same date, within limits that belong to it.
  public Field between(@Nullable LocalDate first, @Nullable LocalDate last) {
    if (!(kind instanceof Kind.Day)) {
      throw new IllegalArgumentException(key + " is no date");
    }
    return withKind(new Kind.Day(first, last));
  }

  private Field withKind(Kind other) {
    return new Field(key, label, other, hint, required, sensitive, autocomplete);
  }

  private static @Nullable BigDecimal exact(@Nullable Number number) {
    return number == null ? null : new BigDecimal(number.toString());
  }
}
