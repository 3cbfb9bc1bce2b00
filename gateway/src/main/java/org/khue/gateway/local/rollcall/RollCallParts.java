package org.khue.gateway.local.rollcall;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.khue.gateway.local.web.Html;
import org.khue.gateway.local.web.Request;
import org.khue.gateway.local.web.Role;
import org.khue.gateway.local.web.Texts;
import org.khue.gateway.rollcall.ClassList;
import org.khue.gateway.rollcall.Ended;
import org.khue.gateway.rollcall.Work;

/// The parts of the page of roll-calls.
final class RollCallParts {
  private static final String PATH = "/roll-call/";

  private RollCallParts() {}

  /// Everybody by number; a click says who is there without a card, or takes that back.
  static void running(Html html, Request request, Work.RollCall call) {
    Texts texts = request.texts();
    html.raw("<p class=status>");
    html.text(
        texts.get(
            "roll-call.running", call.list().code(), call.present().size(), call.list().size()));
    html.raw("</p>").element("p", texts.get("roll-call.tap"));
    html.raw("<ol class=pupils>");
    call.everybody()
        .forEach((number, present) -> {
          html.raw("<li>").add(request.beginForm(PATH + "mark"));
          html.raw("<input type=hidden name=number").attribute("value", number.toString());
          html.raw("><button name=present").attribute("value", present ? "no" : "yes");
          html.raw(present ? ">" : " class=quiet>").text(number);
          html.raw(" <span aria-hidden=true>")
              .raw(present ? "●" : "○")
              .raw("</span><span class=told>");
          html.text(texts.get(present ? "roll-call.here" : "roll-call.missing"));
          html.raw("</span></button></form></li>");
        });
    html.raw("</ol>");
    if (!call.strangers().isEmpty()) {
      html.raw("<p class=hint>").text(texts.get("roll-call.strangers", call.strangers().size()));
      html.raw("</p>");
    }
    button(html, request, "end", "roll-call.end", "");
  }

  static void learning(Html html, Request request, Work.Learning learning) {
    Texts texts = request.texts();
    String code = learning.list().code();
    html.raw("<p class=status>");
    html.text(
        learning.isDone()
            ? texts.get("roll-call.learnt", code)
            : texts.get("roll-call.next", code, learning.next(), learning.list().size()));
    html.raw("</p>");
    if (learning.latest() != null) {
      html.element("p", texts.get("roll-call.got", learning.next() - 1));
    }
    if (!learning.isDone()) {
      button(html, request, "skip", "roll-call.skip", "quiet");
    }
    if (learning.next() > 1) {
      button(html, request, "back", "roll-call.back", "quiet");
    }
    button(html, request, "end", "roll-call.stop", "");
  }

  static void idle(Html html, Request request, List<ClassList> classes, @Nullable Ended latest) {
    Texts texts = request.texts();
    if (latest != null) {
      html.raw("<section class=card>");
      html.element("h2", texts.get("roll-call.latest", latest.classCode()));
      html.element("p", texts.get("roll-call.present", latest.present()));
      html.element(
          "p",
          latest.absent().isEmpty()
              ? texts.get("roll-call.all-here")
              : texts.get(
                  "roll-call.absent",
                  latest.absent().stream().map(String::valueOf).collect(Collectors.joining(", "))));
      if (latest.strangers() > 0) {
        html.element("p", texts.get("roll-call.strangers", latest.strangers()));
      }
      html.raw("</section>");
    }
    html.element("h2", texts.get("roll-call.classes"));
    if (classes.isEmpty()) {
      html.element("p", texts.get("roll-call.no-class"));
    }
    html.raw("<ul class=devices>");
    for (ClassList list : classes) {
      html.raw("<li>").element("h3", list.code());
      html.element("p", texts.get("roll-call.known", list.size(), list.known()));
      ofClass(html, request, "begin", "roll-call.begin", "", list);
      if (request.role().may(Role.TECHNICIAN)) {
        html.raw("<details><summary>").text(texts.get("roll-call.cards")).raw("</summary>");
        ofClass(html, request, "learn", "roll-call.learn", "quiet", list);
        ofClass(html, request, "forget", "roll-call.forget", "danger", list);
        html.raw("</details>");
      }
      html.raw("</li>");
    }
    html.raw("</ul>");
  }

  static void newClass(Html html, Request request, int mostPupils) {
    Texts texts = request.texts();
    html.element("h2", texts.get("roll-call.new-class")).add(request.beginForm(PATH + "class"));
    html.raw("<label for=class>").text(texts.get("roll-call.code")).raw("</label>");
    html.raw("<input id=class name=class required maxlength=20 autocomplete=off>");
    html.raw("<label for=size>").text(texts.get("roll-call.size")).raw("</label>");
    html.raw("<input id=size name=size type=number min=1 required");
    html.attribute("max", String.valueOf(mostPupils)).raw("><button>");
    html.text(texts.get("roll-call.save")).raw("</button></form>");
  }

  private static void ofClass(
      Html html, Request request, String step, String key, String style, ClassList list) {
    html.add(request.beginForm(PATH + step)).raw("<input type=hidden name=class");
    html.attribute("value", list.code()).raw(">");
    if (step.equals("learn")) {
      html.raw("<label>").text(request.texts().get("roll-call.from"));
      html.raw(" <input name=from type=number value=1 min=1 required");
      html.attribute("max", String.valueOf(list.size())).raw("></label>");
    }
    end(html, request, key, style);
  }

  private static void button(Html html, Request request, String step, String key, String style) {
    html.add(request.beginForm(PATH + step));
    end(html, request, key, style);
  }

  private static void end(Html html, Request request, String key, String style) {
    html.raw("<button").attribute("class", style).raw(">").text(request.texts().get(key));
    html.raw("</button></form>");
  }
}
