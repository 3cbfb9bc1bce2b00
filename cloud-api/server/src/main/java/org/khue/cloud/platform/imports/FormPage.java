package org.khue.cloud.platform.imports;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.khue.cloud.platform.security.Acting;
import org.khue.cloud.platform.security.Reach;
import org.khue.web.i18n.Text;

/// The page on which a file is sent.
///
/// @param chosen null when no list can be imported
/// @param fault why the file was not taken; empty when none was sent yet
public record FormPage(
    List<Choice> lists, @Nullable Chosen chosen, List<ImportUnits.Choice> units, String fault) {

  /// A list to choose.
  public record Choice(String code, String name) {}

  /// The list that the page is about.
  ///
  /// @param accept endings of files, for the file dialog
  public record Chosen(
      String code, String hint, boolean bundle, String accept, List<ColumnLine> columns) {}

  /// What a column takes, in words.
  public record ColumnLine(String heading, boolean required, String takes, String example) {}

  static FormPage of(
      Imports imports, List<ImportUnits> units, String code, String fault, Text text) {
    List<ImportList> lists = imports.lists();
    ImportList list =
        lists.stream()
            .filter(known -> known.code().equals(code))
            .findFirst()
            .orElse(lists.isEmpty() ? null : lists.getFirst());
    return new FormPage(
        lists.stream().map(known -> new Choice(known.code(), text.t(known.nameKey()))).toList(),
        list == null ? null : chosen(list, text),
        list == null ? List.of() : choices(units, list, text),
        fault);
  }

  private static Chosen chosen(ImportList list, Text text) {
    List<ColumnLine> columns =
        list.isBundle()
            ? List.of()
            : list.parts().getFirst().columns().stream()
                .map(column ->
                    new ColumnLine(
                        Labels.heading(column, text),
                        column.required(),
                        Template.takes(column, text),
                        column.example()))
                .toList();
    return new Chosen(
        list.code(),
        text.t(list.hintKey()),
        list.isBundle(),
        list.isBundle() ? ".zip" : ".xlsx,.csv,.txt",
        columns);
  }

  /// Units where whoever acts holds the list's right; the whole, as long as nobody knows units.
  private static List<ImportUnits.Choice> choices(
      List<ImportUnits> sources, ImportList list, Text text) {
    return Acting.required()
        .with(list.right())
        .call(() -> {
          List<ImportUnits.Choice> known =
              sources.stream().flatMap(source -> source.choices().stream()).toList();
          return known.isEmpty()
              ? List.of(new ImportUnits.Choice(Reach.ROOT, text.t("imports.whole")))
              : known;
        });
  }
}
