package org.khue.web.form;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.khue.web.i18n.Names;
import org.khue.web.i18n.Text;

/// Reads and checks what was posted, field by field.
final class InputReader {
  private static final Pattern EMAIL = Pattern.compile("[^\\s@]+@[^\\s@]+\\.[^\\s@]+");
  private static final int MOST_CHOICES = 500;

  private final Text text;
  private final FormSpec form;
  private final Map<String, List<String>> posted;
  private final Map<String, List<String>> values = new LinkedHashMap<>();
  private final Map<String, String> problems = new LinkedHashMap<>();

  InputReader(Text text, FormSpec form, Map<String, List<String>> posted) {
    this.text = text;
    this.form = form;
    this.posted = posted;
  }

  FormInput read() {
    for (Field field : form.fields()) {
      List<String> typed =
          posted.getOrDefault(field.key(), List.of()).stream()
              .limit(MOST_CHOICES)
              .map(value -> entered(field, value))
              .filter(value -> !value.isEmpty())
              .toList();
      values.put(field.key(), typed);
      String problem = problem(field, typed);
      if (problem != null) {
        problems.put(field.key(), problem);
      }
    }
    return new FormInput(form, values, problems, "", UUID.randomUUID().toString());
  }

  /// A password is taken as it was typed, blanks and all, yet in NFC: the same word typed on two
  /// keyboards is the same password.
  private static String entered(Field field, String value) {
    String clean = value.replace("\u0000", "").replace("\r\n", "\n");
    return field.kind() instanceof Kind.Secret
        ? java.text.Normalizer.normalize(clean, java.text.Normalizer.Form.NFC)
        : Names.entered(clean);
  }

  private @Nullable String problem(Field field, List<String> typed) {
    if (field.kind() instanceof Kind.Upload) {
      return null;
    }
    if (typed.isEmpty()) {
      return field.required() ? missing(field) : null;
    }
    String value = typed.getFirst();
    return switch (field.kind()) {
      case Kind.Line line -> line(field, line, value);
      case Kind.Area area -> tooLong(value, area.longest());
      case Kind.Secret secret -> tooLong(value, secret.longest());
      case Kind.Amount amount -> amount(amount, value);
      case Kind.Day day -> day(day, value);
      case Kind.One one -> options(one.options(), typed);
      case Kind.Many many -> options(many.options(), typed);
      case Kind.Tick _, Kind.Unseen _, Kind.Upload _ -> null;
    };
  }

  private String missing(Field field) {
    return switch (field.kind()) {
      case Kind.One _, Kind.Many _, Kind.Day _, Kind.Upload _ ->
          text.t("form.choose", "field", field.label());
      case Kind.Tick _ -> text.t("form.must-tick");
      case Kind.Line _, Kind.Area _, Kind.Amount _, Kind.Secret _, Kind.Unseen _ ->
          text.t("form.enter", "field", field.label());
    };
  }

  private @Nullable String line(Field field, Kind.Line line, String value) {
    if (line.type().equals("email") && !EMAIL.matcher(value).matches()) {
      return text.t("form.bad-email");
    }
    return tooLong(value, line.longest());
  }

  private @Nullable String tooLong(String value, int longest) {
    int length = value.codePointCount(0, value.length());
    return length > longest ? text.t("form.too-long", "most", longest, "now", length) : null;
  }

  private @Nullable String amount(Kind.Amount amount, String value) {
    Optional<BigDecimal> number = Numbers.parse(value);
    if (number.isEmpty()) {
      return text.t("form.bad-number", "value", value);
    }
    if (number.get().stripTrailingZeros().scale() > amount.decimals()) {
      return amount.decimals() == 0
          ? text.t("form.whole-number")
          : text.t("form.too-many-decimals", "most", amount.decimals());
    }
    BigDecimal least = amount.least();
    if (least != null && number.get().compareTo(least) < 0) {
      return text.t("form.too-small", "least", shown(least));
    }
    BigDecimal most = amount.most();
    if (most != null && number.get().compareTo(most) > 0) {
      return text.t("form.too-big", "most", shown(most));
    }
    return null;
  }

  private String shown(BigDecimal number) {
    return text.number(number.doubleValue(), Math.max(0, number.scale()));
  }

  private @Nullable String day(Kind.Day day, String value) {
    Optional<LocalDate> date = FormInput.date(value, false);
    if (date.isEmpty()) {
      return text.t("form.bad-date", "value", value);
    }
    LocalDate first = day.first();
    if (first != null && date.get().isBefore(first)) {
      return text.t("form.too-early", "first", text.date(first));
    }
    LocalDate last = day.last();
    if (last != null && date.get().isAfter(last)) {
      return text.t("form.too-late", "last", text.date(last));
    }
    return null;
  }

  private @Nullable String options(List<Kind.Option> options, List<String> typed) {
    boolean known =
        typed.stream()
            .allMatch(value -> options.stream().anyMatch(option -> option.value().equals(value)));
    return known ? null : text.t("form.not-offered");
  }
}
