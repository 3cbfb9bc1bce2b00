package org.khue.cloud.platform.imports;

import com.ibm.icu.text.Normalizer2;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.khue.cloud.platform.imports.file.Clean;
import org.khue.web.Language;
import org.khue.web.i18n.Messages;
import org.khue.web.i18n.Text;

/// Headings and choices in every language, and how people write them.
final class Labels {
  /// The heading of the column that a returned file has more.
  static final String MESSAGE_COLUMN = "import.message-column";

  private static final Normalizer2 DECOMPOSED = Normalizer2.getNFDInstance();

  private final List<Text> languages;

  Labels(Messages messages) {
    languages =
        List.of(Language.values()).stream()
            .map(language -> new Text(messages, language, ZoneOffset.UTC, Instant.EPOCH))
            .toList();
  }

  /// A column's heading for a reader.
  static String heading(Column column, Text text) {
    return column.labelKey().isEmpty() ? column.key() : text.t(column.labelKey());
  }

  /// The values that a column allows, for a reader; empty when they are not counted.
  static String allowed(Column column, Text text) {
    return column.kind() instanceof Kind.Choice choice
        ? String.join(", ", choice.options().stream().map(option -> label(option, text)).toList())
        : "";
  }

  private static String label(Kind.Option option, Text text) {
    return option.labelKey().isEmpty() ? option.code() : text.t(option.labelKey());
  }

  /// A canonical text as people read it.
  static String shown(Column column, String canonical, Text text) {
    return switch (column.kind()) {
      case Kind.Choice choice ->
          choice.options().stream()
              .filter(option -> option.code().equals(canonical))
              .findFirst()
              .map(option -> label(option, text))
              .orElse(canonical);
      case Kind.Day ignored ->
          canonical.isEmpty() ? "" : DayReader.SHOWN.format(LocalDate.parse(canonical));
      case Kind.Words ignored -> canonical;
      case Kind.Decimal ignored -> canonical;
      case Kind.Identifier ignored -> canonical;
      case Kind.Reference ignored -> canonical;
    };
  }

  /// Whether a heading of a file means this column, in whatever language.
  boolean isHeading(Column column, String heading) {
    String folded = fold(heading);
    return folded.equals(fold(column.key()))
        || languages.stream().anyMatch(text -> folded.equals(fold(heading(column, text))));
  }

  /// Whether a heading is that of our own messages.
  boolean isMessageColumn(String heading) {
    String folded = fold(heading);
    return languages.stream().anyMatch(text -> folded.equals(fold(text.t(MESSAGE_COLUMN))));
  }

  /// The code of a choice from what a person wrote.
  Optional<String> code(Kind.Choice choice, String written) {
    String folded = fold(written);
    return choice.options().stream()
        .filter(option ->
            folded.equals(fold(option.code()))
                || languages.stream().anyMatch(text -> folded.equals(fold(label(option, text)))))
        .map(Kind.Option::code)
        .findFirst();
  }

  /// Without diacritics, case, asterisks and the space between words: what two writings of one
  /// heading have in common.
  static String fold(String text) {
    return DECOMPOSED
        .normalize(Clean.text(text))
        .replaceAll("\\p{M}", "")
        .toLowerCase(Locale.ROOT)
        .replace('đ', 'd')
        .replaceAll("[\\s*_:()\\-]+", "");
  }
}
