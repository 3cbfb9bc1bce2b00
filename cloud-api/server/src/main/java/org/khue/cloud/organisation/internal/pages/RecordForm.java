package org.khue.cloud.organisation.internal.pages;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.khue.web.form.FormInput;
import org.khue.web.form.FormSpec;
import org.khue.web.i18n.Text;

/// The form of one kind of record of a unit: a site, a building, a room, a class.
///
/// @param <T> the record
interface RecordForm<T> {

  /// @throws org.khue.cloud.platform.problem.ProblemException 404 if there is none within the scope
  T get(UUID id);

  /// Whose it is.
  UUID unit(T known);

  /// @param known null for a new one
  FormSpec form(Text text, UUID unit, @Nullable T known);

  /// The form of a new one, with what most of them have.
  default FormInput blank(Text text, UUID unit) {
    return form(text, unit, null).blank();
  }

  FormInput filled(FormSpec form, T known);

  /// @param known null for a new one
  Sheet sheet(Text text, UUID unit, @Nullable T known);

  /// Adds or changes it.
  ///
  /// @param known null for a new one
  /// @param sound a form with nothing wrong in it
  /// @return the page that shows it
  String save(UUID unit, @Nullable T known, FormInput sound);
}
