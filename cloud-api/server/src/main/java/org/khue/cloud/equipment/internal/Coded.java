package org.khue.cloud.equipment.internal;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.khue.web.form.Kind;
import org.khue.web.i18n.Text;
import org.khue.web.table.Filter;

/// One of few values: with a code for the database, addresses and JSON, and a word for people.
public interface Coded {
  /// Lower-case letters and hyphens, stable.
  String code();

  /// Key of its word.
  String textKey();

  default String word(Text text) {
    return text.t(textKey());
  }

  /// The value of that code.
  static <T extends Coded> Optional<T> find(T[] values, String code) {
    return Arrays.stream(values).filter(value -> value.code().equals(code)).findFirst();
  }

  /// @throws IllegalArgumentException if there is none
  static <T extends Coded> T of(T[] values, String code) {
    return find(values, code)
        .orElseThrow(() -> new IllegalArgumentException("no value has the code '" + code + "'"));
  }

  /// To choose from in a form.
  static List<Kind.Option> options(Text text, Coded... values) {
    return Arrays.stream(values)
        .map(value -> new Kind.Option(value.code(), value.word(text)))
        .toList();
  }

  /// To filter a list by.
  static Filter filter(Text text, String key, String label, Coded... values) {
    return new Filter.Choice(
        key,
        label,
        Arrays.stream(values)
            .map(value -> new Filter.Option(value.code(), value.word(text)))
            .toList());
  }
}
