package org.khue.cloud.pages.ui;

import java.time.LocalDate;
import java.util.List;
import org.khue.web.form.Field;
import org.khue.web.form.FormInput;
import org.khue.web.form.FormSpec;
import org.khue.web.form.Kind;
import org.khue.web.i18n.Names;
import org.khue.web.i18n.Text;

/// A form with every kind of field.
final class SampleForm {
  private SampleForm() {}

  static FormSpec of(Text text) {
    return FormSpec.of(
            "sample",
            "/ui/form",
            text.t("ui.add"),
            Field.text("name", text.t("ui.name"))
                .withHint(text.t("ui.name-hint"))
                .asRequired()
                .upTo(80)
                .filledBy("name"),
            Field.date("born", text.t("ui.born"))
                .between(LocalDate.of(1950, 1, 1), LocalDate.ofInstant(text.now(), text.zone()))
                .asRequired(),
            Field.choice(
                "group",
                text.t("ui.group"),
                SamplePeople.GROUPS.stream().map(g -> new Kind.Option(g, g)).toList()),
            Field.buttons(
                "state",
                text.t("ui.state"),
                List.of(
                    new Kind.Option("present", text.t("ui.present")),
                    new Kind.Option("away", text.t("ui.away")))),
            Field.choices(
                "days",
                text.t("ui.days"),
                List.of(
                    new Kind.Option("2", text.t("ui.monday")),
                    new Kind.Option("4", text.t("ui.wednesday")),
                    new Kind.Option("6", text.t("ui.friday")))),
            Field.decimal("height", text.t("ui.height"), 1).between(50, 220).in("cm").asSensitive(),
            Field.email("mail", text.t("ui.mail")),
            Field.area("note", text.t("ui.note"), 3).upTo(500),
            Field.password("word", text.t("ui.word")).filledBy("new-password"),
            Field.tick("agreed", text.t("ui.agreed")),
            Field.hidden("from"))
        .cancelledTo("/ui");
  }

  /// A form that sends a file; the page shows it without taking any.
  static FormSpec upload(Text text) {
    return FormSpec.of(
            "sample-upload",
            "/ui/file",
            text.t("ui.send"),
            Field.file("file", text.t("ui.file"), ".xlsx,.csv").withHint(text.t("ui.file-hint")))
        .withoutAutosave();
  }

  /// What only this form knows: a name has two words at least.
  static FormInput check(Text text, FormInput input) {
    String name = input.text("name");
    return name.isEmpty() || !Names.givenName(name).equals(name)
        ? input
        : input.reject("name", text.t("ui.name-short"));
  }
}
