package org.khue.gateway.local.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/// What stands around every page: room, ways to the other pages, language, who is signed in.
public final class Frame {
  /// What every page says of the gateway.
  ///
  /// @param room by language
  public record Facts(String gateway, Map<String, String> room, boolean simulated) {
    public Facts {
      room = Map.copyOf(room);
    }
  }

  /// A way in the navigation.
  ///
  /// @param key of its text
  private record Way(String path, String key, Role needed) {}

  private final Supplier<Facts> facts;
  private final BooleanSupplier maySignIn;
  private final List<Way> ways = new ArrayList<>();

  /// @param maySignIn whether there is a PIN or a card to sign in with
  public Frame(Supplier<Facts> facts, BooleanSupplier maySignIn) {
    this.facts = facts;
    this.maySignIn = maySignIn;
  }

  /// Adds a way to the navigation of those who may go there.
  public Frame way(String path, String key, Role needed) {
    ways.add(new Way(path, key, needed));
    return this;
  }

  /// A page.
  ///
  /// @param title text, not a key
  public Response page(Request request, String title, Html content) {
    return page(200, request, title, content);
  }

  /// A page with another status.
  public Response page(int code, Request request, String title, Html content) {
    Texts texts = request.texts();
    Facts now = facts.get();
    String room = texts.pick(now.room());
    Html html = new Html();
    html.raw("<!doctype html><html lang=" + texts.language() + "><head><meta charset=utf-8>");
    html.raw("<meta name=viewport content=\"width=device-width,initial-scale=1\">");
    html.element("title", title.equals(room) ? room + " – Khuê" : title + " – " + room);
    html.raw("<link rel=stylesheet href=/style.css><script src=/live.js defer></script>");
    html.raw("</head><body><header><p class=place>").element("strong", room);
    html.raw(" <span>").text(now.gateway()).raw("</span>");
    if (now.simulated()) {
      html.raw(" <strong class=tag>").text(texts.get("simulated")).raw("</strong>");
    }
    html.raw("</p>");
    navigation(html, request);
    html.raw("</header><main>");
    request
        .signedIn()
        .map(Session::takeNotice)
        .filter(text -> !text.isEmpty())
        .ifPresent(text -> html.raw("<p class=notice role=status>").text(text).raw("</p>"));
    html.element("h1", title).add(content).raw("</main>");
    footer(html, request);
    return Response.html(code, html.raw("</body></html>\n").toString());
  }

  /// A page that says why something cannot be.
  public Response refusal(int code, Request request, String text) {
    Html content = new Html().raw("<p>").text(text).raw("</p>");
    return page(code, request, request.texts().get("refused"), content);
  }

  private void navigation(Html html, Request request) {
    Texts texts = request.texts();
    html.raw("<nav").attribute("aria-label", texts.get("navigation")).raw(">");
    for (Way way : ways) {
      if (request.role().may(way.needed)) {
        boolean here =
            request.path().equals(way.path)
                || (way.path.length() > 1 && request.path().startsWith(way.path + "/"));
        html.raw("<a").attribute("href", way.path);
        html.raw(here ? " aria-current=page>" : ">").text(texts.get(way.key)).raw("</a>");
      }
    }
    html.raw("</nav>");
  }

  private void footer(Html html, Request request) {
    Texts texts = request.texts();
    String other = texts.language().equals("vi") ? "en" : "vi";
    html.raw("<footer><a hreflang=" + other + " lang=" + other);
    html.attribute("href", request.path() + "?lang=" + other).raw(">");
    html.text(texts.get("other-language")).raw("</a>");
    if (request.session() != null) {
      String who = request.session().name();
      html.raw("<span>").text(who.isEmpty() ? texts.get("role.INSTALLER") : who).raw("</span>");
      html.add(request.beginForm("/sign-out")).raw("<button class=quiet>");
      html.text(texts.get("sign-out")).raw("</button></form>");
    } else if (maySignIn.getAsBoolean()) {
      html.raw("<a href=/sign-in>").text(texts.get("sign-in")).raw("</a>");
    }
    html.raw("</footer>");
  }
}
