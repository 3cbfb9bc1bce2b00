package org.khue.cloud.platform.web;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import java.time.Clock;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.khue.web.Page;
import org.khue.web.asset.Assets;
import org.khue.web.i18n.Messages;
import org.khue.web.i18n.Text;

/// Makes HTML of the compiled templates.
public final class Pages {
  /// The package of the compiled templates, as the build generates them.
  static final String TEMPLATES = "org.khue.cloud.jte";

  private static final String HTML = "text/html; charset=utf-8";

  private final TemplateEngine engine =
      TemplateEngine.createPrecompiled(
          null, ContentType.Html, Pages.class.getClassLoader(), TEMPLATES);
  private final Messages messages;
  private final Assets assets;
  private final List<Section> sections;
  private final SimulationNotice simulation;
  private final Clock clock;
  private final ZoneId zone;

  Pages(
      Messages messages,
      Assets assets,
      List<Section> sections,
      SimulationNotice simulation,
      Clock clock,
      ZoneId zone) {
    this.messages = messages;
    this.assets = assets;
    this.sections = sections.stream().sorted(Comparator.comparingInt(Section::order)).toList();
    this.simulation = simulation;
    this.clock = clock;
    this.zone = zone;
  }

  /// Texts for the reader of a request, at this moment.
  public Text text(HttpRequest<?> request) {
    return new Text(messages, Preferences.language(request), zone, clock.instant());
  }

  /// The same reader's texts at a later moment of a long answer.
  public Text later(Text text) {
    return new Text(messages, text.language(), zone, clock.instant());
  }

  /// A whole page.
  ///
  /// @param template name without ending, such as `room/rooms`; it gets `page` and the model
  /// @param section the navigation link that is current; empty for none
  /// @param title in the reader's language
  public MutableHttpResponse<String> page(
      HttpRequest<?> request,
      Text text,
      String template,
      String section,
      String title,
      boolean charts,
      Map<String, Object> model) {
    Page page = frame(request, text, section, title, charts);
    Map<String, Object> all = new HashMap<>(model);
    all.put("page", page);
    return html(HttpStatus.OK, fragment(template, all));
  }

  /// The page that says why there is no page.
  ///
  /// @param heading what happened
  /// @param action the one next action
  public MutableHttpResponse<String> problem(
      HttpRequest<?> request, HttpStatus status, String heading, String action) {
    Text text = text(request);
    Page page = frame(request, text, "", heading, false);
    return html(
        status,
        fragment(
            "error/problem",
            Map.of(
                "page", page, "heading", heading, "action", action, "back", text.t("error.back"))));
  }

  /// A piece of a page, as an answer of its own.
  public MutableHttpResponse<String> piece(String template, Map<String, Object> model) {
    return html(HttpStatus.OK, fragment(template, model));
  }

  /// A piece of a page.
  public String fragment(String template, Map<String, Object> model) {
    StringOutput out = new StringOutput();
    engine.render(template + ".jte", model, out);
    return out.toString();
  }

  private Page frame(
      HttpRequest<?> request, Text text, String section, String title, boolean charts) {
    Page.Visitor visitor =
        Visitor.of(request).map(known -> new Page.Visitor(text.t(known.roleKey()))).orElse(null);
    List<Page.Link> navigation =
        visitor == null
            ? List.of()
            : sections.stream()
                .map(link -> new Page.Link(link.id(), link.href(), text.t(link.labelKey())))
                .toList();
    return new Page(
        text,
        title,
        section,
        Preferences.pathWithout(request),
        Preferences.theme(request),
        navigation,
        visitor,
        simulation.current().orElse(null),
        assets,
        charts);
  }

  private static MutableHttpResponse<String> html(HttpStatus status, String body) {
    return HttpResponse.<String>status(status)
        .body(body)
        .contentType(HTML)
        .header(HttpHeaders.CACHE_CONTROL, "no-store");
  }
}
