package org.khue.gateway.local.room;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.khue.driver.CommandSpec;
import org.khue.gateway.local.web.Html;
import org.khue.gateway.local.web.Refusal;
import org.khue.gateway.local.web.Request;
import org.khue.gateway.local.web.Texts;

/// What a command needs to know, as fields of a form.
final class Arguments {
  private static final String VALUE = "value";

  private Arguments() {}

  static void fields(Html html, CommandSpec command, Texts texts) {
    if (!asks(command)) {
      return;
    }
    String id = "value-" + command.id();
    html.raw("<label").attribute("for", id).raw(">").text(texts.get("controls.value"));
    html.raw("</label>");
    if (command.address().get("one-of") instanceof List<?> choices) {
      html.raw("<select name=value").attribute("id", id).raw(">");
      choices.forEach(choice -> html.element("option", String.valueOf(choice)));
      html.raw("</select> ");
    } else {
      html.raw("<input name=value required inputmode=decimal").attribute("id", id).raw("> ");
    }
  }

  /// The same again, for a page that asks to confirm.
  static void hidden(Html html, CommandSpec command, Request request) {
    if (asks(command)) {
      html.raw("<input type=hidden name=value").attribute(VALUE, request.form(VALUE)).raw(">");
    }
  }

  static Map<String, Object> read(CommandSpec command, Request request) {
    Map<String, Object> args = new HashMap<>();
    if (asks(command)) {
      String typed = request.form(VALUE);
      args.put(VALUE, command.address().containsKey("one-of") ? typed : number(typed));
    }
    return args;
  }

  private static Object number(String typed) {
    try {
      return Double.valueOf(typed.replace(',', '.'));
    } catch (NumberFormatException e) {
      throw new Refusal(422, "refused.number");
    }
  }

  private static boolean asks(CommandSpec command) {
    return command.address().values().stream()
        .anyMatch(part -> part instanceof String text && text.contains("{value}"));
  }
}
