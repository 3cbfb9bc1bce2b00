package org.khue.cloud.organisation.internal.pages;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.khue.cloud.organisation.Unit;
import org.khue.cloud.organisation.Units;
import org.khue.cloud.platform.audit.AuditRow;
import org.khue.cloud.platform.audit.AuditTrail;
import org.khue.cloud.platform.problem.ProblemException;
import org.khue.cloud.platform.web.Done;
import org.khue.cloud.platform.web.Pages;
import org.khue.web.form.FormInput;
import org.khue.web.i18n.Text;

/// Shows the forms of these pages, and saves what they say: a fault stands at its field, a record
/// that somebody else changed meanwhile says who it was.
@Singleton
final class Sheets {
  /// The name under which a sheet says what it means that the record is there already.
  static final String CONFLICT = "conflict";

  private final Units units;
  private final UnitFrame frame;
  private final AuditTrail trail;
  private final Pages pages;

  Sheets(Units units, UnitFrame frame, AuditTrail trail, Pages pages) {
    this.units = units;
    this.frame = frame;
    this.trail = trail;
    this.pages = pages;
  }

  HttpResponse<String> show(HttpRequest<?> request, Text text, Sheet sheet, FormInput input) {
    return page(HttpStatus.OK, request, text, sheet, input);
  }

  /// Saves a form that was read, if nothing is wrong with it.
  ///
  /// @param work saves it, and says to which page that leads
  HttpResponse<?> save(
      HttpRequest<?> request,
      Text text,
      Sheet sheet,
      FormInput input,
      Function<FormInput, String> work) {
    FormInput shown = input;
    if (input.valid()) {
      try {
        return Done.then(work.apply(input))
            .saying("org.saved")
            .accepting(input.form())
            .response(request);
      } catch (ProblemException refusal) {
        shown = refused(text, sheet, input, refusal);
      }
    }
    return page(HttpStatus.UNPROCESSABLE_ENTITY, request, text, sheet, shown);
  }

  /// @throws ProblemException the refusal itself where a page of its own says it better
  private FormInput refused(Text text, Sheet sheet, FormInput input, ProblemException refusal) {
    if (refusal.status() == HttpStatus.PRECONDITION_FAILED) {
      return input.reject(changed(text, sheet));
    }
    String there = sheet.messages().get(CONFLICT);
    if (refusal.status() == HttpStatus.CONFLICT && there != null) {
      return input.reject(there);
    }
    if (refusal.status() != HttpStatus.UNPROCESSABLE_ENTITY || refusal.faults().isEmpty()) {
      throw refusal;
    }
    FormInput result = input;
    for (ProblemException.Fault fault : refusal.faults()) {
      String message = sheet.messages().getOrDefault(fault.field(), fault.message());
      boolean named =
          input.form().fields().stream().anyMatch(field -> field.key().equals(fault.field()));
      result = named ? result.reject(fault.field(), message) : result.reject(message);
    }
    return result;
  }

  private String changed(Text text, Sheet sheet) {
    List<AuditRow> last = trail.about(sheet.kind(), sheet.record(), 1);
    return last.isEmpty()
        ? text.t("org.changed-meanwhile")
        : text.t(
            "org.changed-by",
            "who",
            last.getFirst().caller(),
            "time",
            text.moment(last.getFirst().at()));
  }

  private HttpResponse<String> page(
      HttpStatus status, HttpRequest<?> request, Text text, Sheet sheet, FormInput input) {
    Unit unit = units.get(sheet.unit());
    return pages.page(
        status,
        request,
        text,
        "organisation/form",
        OrganisationPages.SECTION,
        sheet.heading(),
        false,
        Map.of(
            "above", frame.above(text, unit),
            "heading", sheet.heading(),
            "explain", sheet.explain(),
            "form", input));
  }
}
