package org.khue.cloud.platform.imports;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.khue.cloud.platform.security.Acting;
import org.khue.cloud.platform.security.Reach;
import org.khue.web.form.Field;
import org.khue.web.form.FormInput;
import org.khue.web.form.FormSpec;
import org.khue.web.form.Kind;
import org.khue.web.i18n.Text;

/// The page on which a file is sent.
///
/// @param chosen null when no list can be imported
public record FormPage(List<Choice> lists, @Nullable Chosen chosen) {

  /// Fields of the form.
  static final String LIST = "list";

  static final String UNIT = "unit";
  static final String FILE = "file";

  /// A list to choose.
  public record Choice(String code, String name) {}

  /// The list that the page is about.
  ///
  /// @param input the form by which the file is sent
  public record Chosen(
      String code, String hint, boolean bundle, FormInput input, List<ColumnLine> columns) {}

  /// What a column takes, in words.
  public record ColumnLine(String heading, boolean required, String takes, String example) {}

  /// @param unit for which a file was sent; empty when none was sent yet
  /// @param fault why that file was not taken; empty when none was sent yet
  static FormPage of(
      Imports imports, List<ImportUnits> units, String code, String unit, String fault, Text text) {
    List<ImportList> lists = imports.lists();
    ImportList list =
        lists.stream()
            .filter(known -> known.code().equals(code))
            .findFirst()
            .orElse(lists.isEmpty() ? null : lists.getFirst());
    List<Choice> choices =
        lists.stream().map(known -> new Choice(known.code(), text.t(known.nameKey()))).toList();
    if (list == null) {
      return new FormPage(choices, null);
    }
    FormInput input = blank(list, choices(units, list, text), unit, text);
    return new FormPage(
        choices, chosen(list, fault.isEmpty() ? input : input.reject(FILE, fault), text));
  }

  private static FormInput blank(
      ImportList list, List<ImportUnits.Choice> units, String unit, Text text) {
    FormInput input =
        FormSpec.of(
                "import-" + list.code(),
                "/imports",
                text.t("imports.send"),
                Field.hidden(LIST),
                Field.choice(
                        UNIT,
                        text.t("imports.choose-unit"),
                        units.stream()
                            .map(one -> new Kind.Option(one.id().toString(), one.name()))
                            .toList())
                    .asRequired(),
                Field.file(
                        FILE,
                        list.isBundle()
                            ? text.t("imports.choose-bundle")
                            : text.t("imports.choose-file"),
                        list.isBundle() ? ".zip" : ".xlsx,.csv,.txt")
                    .asRequired())
            .withoutAutosave()
            .blank()
            .filled(LIST, list.code());
    String first = units.isEmpty() ? "" : units.getFirst().id().toString();
    return input.filled(UNIT, unit.isEmpty() ? first : unit);
  }

  private static Chosen chosen(ImportList list, FormInput input, Text text) {
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
    return new Chosen(list.code(), text.t(list.hintKey()), list.isBundle(), input, columns);
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
