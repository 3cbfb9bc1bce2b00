package org.khue.cloud.equipment.internal;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.khue.cloud.organisation.Unit;
import org.khue.cloud.organisation.Units;
import org.khue.cloud.platform.problem.ProblemException;
import org.khue.cloud.platform.web.Done;
import org.khue.cloud.platform.web.Pages;
import org.khue.web.form.FormInput;
import org.khue.web.i18n.Text;
import org.khue.web.part.Crumb;
import org.khue.web.part.Tab;
import org.khue.web.table.TableView;

/// The frame of the pages of equipment: their tabs, lists, forms, and the choice of a school.
@Singleton
public final class Frame {
  public static final String SECTION = "equipment";

  private final Ground ground;
  private final Units units;
  private final Pages pages;
  private final List<Part> parts;

  /// A part of the module with a tab of its own; a bean of the part.
  ///
  /// @param order place among the tabs, the lowest first
  /// @param right without which nobody sees it
  public record Part(String href, String labelKey, int order, String right) {}

  Frame(Ground ground, Units units, Pages pages, List<Part> parts) {
    this.ground = ground;
    this.units = units;
    this.pages = pages;
    this.parts = parts.stream().sorted(Comparator.comparingInt(Part::order)).toList();
  }

  /// @param current the tab's address
  public List<Tab> tabs(Text text, String current) {
    return parts.stream()
        .filter(part -> ground.mayAnywhere(part.right()))
        .map(part -> new Tab(text.t(part.labelKey()), part.href(), part.href().equals(current)))
        .toList();
  }

  /// The schools that the right in use reaches, by code.
  public List<Unit> schools() {
    return units.reached().stream().filter(unit -> unit.kind().teaches()).toList();
  }

  /// Leads to a page of one school: at once where there is but one to choose from.
  ///
  /// @param href of the page of a school
  public HttpResponse<?> choose(
      HttpRequest<?> request, Text text, String heading, Function<Unit, String> href) {
    List<Unit> schools = schools();
    if (schools.size() == 1) {
      return HttpResponse.seeOther(URI.create(href.apply(schools.getFirst())));
    }
    List<Crumb> links = new ArrayList<>();
    for (Unit school : schools) {
      links.add(new Crumb(school.nameIn(text.language()), href.apply(school)));
    }
    return page(request, text, "equipment/schools", heading, Map.of("links", links));
  }

  /// A page of this module.
  public HttpResponse<String> page(
      HttpRequest<?> request,
      Text text,
      String template,
      String heading,
      Map<String, Object> model) {
    return page(HttpStatus.OK, request, text, template, heading, model);
  }

  /// The same, answering 422: a form whose contents were refused.
  public HttpResponse<String> refusal(
      HttpRequest<?> request,
      Text text,
      String template,
      String heading,
      Map<String, Object> model) {
    return page(HttpStatus.UNPROCESSABLE_ENTITY, request, text, template, heading, model);
  }

  private HttpResponse<String> page(
      HttpStatus status,
      HttpRequest<?> request,
      Text text,
      String template,
      String heading,
      Map<String, Object> model) {
    Map<String, Object> all = new HashMap<>(model);
    all.put("heading", heading);
    all.putIfAbsent("above", List.of(new Crumb(text.t("eq.title"), "/equipment")));
    return pages.page(status, request, text, template, SECTION, heading, false, all);
  }

  /// A page with a list, under the tabs.
  ///
  /// @param tab the address of the tab
  /// @param links what can be done here
  public HttpResponse<String> list(
      HttpRequest<?> request,
      Text text,
      String tab,
      String heading,
      String explain,
      List<Crumb> links,
      TableView table) {
    return page(
        request,
        text,
        "equipment/list",
        heading,
        Map.of("explain", explain, "tabs", tabs(text, tab), "links", links, "table", table));
  }

  public HttpResponse<String> form(
      HttpRequest<?> request, Text text, Sheet sheet, FormInput input) {
    return form(HttpStatus.OK, request, text, sheet, input);
  }

  private HttpResponse<String> form(
      HttpStatus status, HttpRequest<?> request, Text text, Sheet sheet, FormInput input) {
    Map<String, Object> model =
        Map.of("above", sheet.above(), "explain", sheet.explain(), "form", input);
    return page(status, request, text, "equipment/form", sheet.heading(), model);
  }

  /// Does what a form asks for, and leads to the next page; shows the form again where it cannot.
  ///
  /// @param work gives the address of the next page
  public HttpResponse<?> save(
      HttpRequest<?> request,
      Text text,
      Sheet sheet,
      FormInput input,
      Function<FormInput, String> work) {
    FormInput shown = input;
    if (input.valid()) {
      try {
        String next = work.apply(input);
        return Done.then(next).saying(sheet.saying()).accepting(input.form()).response(request);
      } catch (ProblemException refusal) {
        shown = blamed(text, sheet, input, refusal);
      }
    }
    return form(HttpStatus.UNPROCESSABLE_ENTITY, request, text, sheet, shown);
  }

  private static FormInput blamed(
      Text text, Sheet sheet, FormInput input, ProblemException refusal) {
    String detail = String.valueOf(refusal.getMessage());
    return switch (refusal.status()) {
      case PRECONDITION_FAILED -> input.reject(text.t("eq.changed-meanwhile"));
      case CONFLICT -> input.reject(sheet.messages().getOrDefault("", detail));
      case UNPROCESSABLE_ENTITY -> {
        FormInput blamed = input;
        for (ProblemException.Fault fault : refusal.faults()) {
          String message = sheet.messages().getOrDefault(fault.field(), fault.message());
          String key = fault.field().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
          boolean there = input.form().fields().stream().anyMatch(field -> field.key().equals(key));
          blamed = there ? blamed.reject(key, message) : blamed.reject(message);
        }
        yield blamed.valid() ? blamed.reject(detail) : blamed;
      }
      default -> throw refusal;
    };
  }
}
