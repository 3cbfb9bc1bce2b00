package org.khue.cloud.platform.web;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.khue.cloud.platform.security.Acting;
import org.khue.cloud.platform.security.Caller;
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
  private final Navigation navigation;
  private final Bin bin;
  private final SimulationNotice simulation;
  private final Clock clock;
  private final ZoneId zone;

  Pages(
      Messages messages,
      Assets assets,
      Navigation navigation,
      Bin bin,
      SimulationNotice simulation,
      Clock clock,
      ZoneId zone) {
    this.messages = messages;
    this.assets = assets;
    this.navigation = navigation;
    this.bin = bin;
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

  /// The sections that a caller may open, in their order.
  public List<Section> sections(Caller caller) {
    return navigation.open(caller);
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
    return page(HttpStatus.OK, request, text, template, section, title, charts, model);
  }

  /// A whole page that tells, by its status, that something is not right: a form with problems.
  public MutableHttpResponse<String> page(
      HttpStatus status,
      HttpRequest<?> request,
      Text text,
      String template,
      String section,
      String title,
      boolean charts,
      Map<String, Object> model) {
    Optional<Done> done = Done.before(request);
    Page page = frame(request, text, section, title, charts, done);
    Map<String, Object> all = new HashMap<>(model);
    all.put("page", page);
    MutableHttpResponse<String> answer = html(status, fragment(template, all));
    return done.isEmpty() ? answer : answer.cookie(Done.none(request));
  }

  /// The page that says why there is no page.
  ///
  /// @param heading what happened
  /// @param action the one next action
  public MutableHttpResponse<String> problem(
      HttpRequest<?> request, HttpStatus status, String heading, String action) {
    Text text = text(request);
    Page page = frame(request, text, "", heading, false, Optional.empty());
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
      HttpRequest<?> request,
      Text text,
      String section,
      String title,
      boolean charts,
      Optional<Done> done) {
    return new Page(
        text,
        title,
        section,
        Preferences.pathWithout(request),
        Preferences.theme(request),
        navigation.of(request, text),
        visitor(request, text),
        simulation.current().orElse(null),
        assets,
        charts,
        done.flatMap(known -> notice(request, text, known)).orElse(null));
  }

  private static Page.@Nullable Visitor visitor(HttpRequest<?> request, Text text) {
    Visitor visitor = Visitor.of(request).orElse(null);
    Acting acting = Acting.of(request).orElse(null);
    if (visitor == null || acting == null) {
      return null;
    }
    Caller caller = acting.caller();
    String name = caller.person() == null ? "" : caller.name();
    String alert = visitor.alertKey().isEmpty() ? "" : text.t(visitor.alertKey());
    return new Page.Visitor(caller.account().toString(), name, text.t(visitor.roleKey()), alert);
  }

  private Optional<Page.Notice> notice(HttpRequest<?> request, Text text, Done done) {
    if (!done.kind().isEmpty() && Acting.current().isPresent()) {
      String back = URLEncoder.encode(Preferences.pathWithout(request), StandardCharsets.UTF_8);
      return bin.find(done.kind(), done.id())
          .map(item ->
              new Page.Notice(
                  text.t("bin.deleted", "label", item.thing().label()),
                  item.thing().personal(),
                  "/bin/" + done.kind() + "/" + done.id() + "/restore?back=" + back,
                  done.form()));
    }
    return messages.keys().contains(done.textKey())
        ? Optional.of(new Page.Notice(text.t(done.textKey()), false, "", done.form()))
        : Optional.empty();
  }

  private static MutableHttpResponse<String> html(HttpStatus status, String body) {
    return HttpResponse.<String>status(status)
        .body(body)
        .contentType(HTML)
        .header(HttpHeaders.CACHE_CONTROL, "no-store");
  }
}
