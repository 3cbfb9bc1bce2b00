package org.khue.cloud.organisation.internal.pages;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import jakarta.inject.Singleton;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.khue.cloud.organisation.Units;
import org.khue.cloud.platform.problem.ProblemException;
import org.khue.cloud.platform.web.Pages;
import org.khue.cloud.platform.web.Posted;
import org.khue.web.form.FormInput;
import org.khue.web.i18n.Text;

/// The pages on which the records of a unit are added and changed, for all kinds of records.
@Singleton
final class RecordPages {
  private final Units units;
  private final Sheets sheets;
  private final Pages pages;

  RecordPages(Units units, Sheets sheets, Pages pages) {
    this.units = units;
    this.sheets = sheets;
    this.pages = pages;
  }

  <T> HttpResponse<String> create(HttpRequest<?> request, UUID unit, RecordForm<T> kind) {
    units.requireWrite(unit);
    Text text = pages.text(request);
    return sheets.show(request, text, kind.sheet(text, unit, null), kind.blank(text, unit));
  }

  <T> HttpResponse<String> edit(HttpRequest<?> request, UUID unit, UUID id, RecordForm<T> kind) {
    units.requireWrite(unit);
    Text text = pages.text(request);
    T known = known(unit, id, kind);
    FormInput input = kind.filled(kind.form(text, unit, known), known);
    return sheets.show(request, text, kind.sheet(text, unit, known), input);
  }

  <T> HttpResponse<?> add(HttpRequest<?> request, UUID unit, String body, RecordForm<T> kind) {
    return save(request, unit, null, body, kind);
  }

  <T> HttpResponse<?> change(
      HttpRequest<?> request, UUID unit, UUID id, String body, RecordForm<T> kind) {
    return save(request, unit, known(unit, id, kind), body, kind);
  }

  private <T> HttpResponse<?> save(
      HttpRequest<?> request, UUID unit, @Nullable T known, String body, RecordForm<T> kind) {
    units.requireWrite(unit);
    Text text = pages.text(request);
    return sheets.save(
        request,
        text,
        kind.sheet(text, unit, known),
        kind.form(text, unit, known).read(text, Posted.of(body).values()),
        sound -> kind.save(unit, known, sound));
  }

  /// @throws ProblemException 404 if it is another unit's
  <T> T known(UUID unit, UUID id, RecordForm<T> kind) {
    T known = kind.get(id);
    if (!kind.unit(known).equals(unit)) {
      throw ProblemException.missing("record of this unit");
    }
    return known;
  }
}
