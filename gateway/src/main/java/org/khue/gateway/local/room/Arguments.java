package org.khue.gateway.local.room;

import java.util.HashMap;
import java.util.Map;
import org.khue.driver.ArgumentSpec;
import org.khue.driver.ArgumentSpec.Type;
import org.khue.driver.CommandCall;
import org.khue.driver.CommandSpec;
import org.khue.driver.Outcome;
import org.khue.gateway.local.web.Html;
import org.khue.gateway.local.web.Refusal;
import org.khue.gateway.local.web.Request;
import org.khue.gateway.local.web.Texts;
import org.khue.web.i18n.Units;

/// What a command needs to know, as fields of a form: each with its name and its limits.
final class Arguments {
  private static final String FIELD = "arg-";

  private Arguments() {}

  static void fields(Html html, CommandSpec command, Texts texts) {
    for (ArgumentSpec argument : command.args()) {
      String id = command.id() + "-" + argument.id();
      html.raw("<label").attribute("for", id).raw(">").text(name(argument, texts));
      html.raw("</label>");
      field(html, argument, id, texts);
    }
  }

  private static void field(Html html, ArgumentSpec argument, String id, Texts texts) {
    switch (argument.type()) {
      case Type.Num(String unit, double low, double high) -> {
        input(html, argument, id).raw(" inputmode=decimal");
        hint(html, id, Chart.limits(low, high, Units.shown(unit), texts));
      }
      case Type.Choice choice -> {
        html.raw("<select").attribute("id", id).attribute("name", FIELD + argument.id()).raw(">");
        choice
            .names()
            .forEach((value, names) -> {
              html.raw("<option").attribute("value", value).raw(">");
              html.text(names.isEmpty() ? value : texts.pick(names)).raw("</option>");
            });
        html.raw("</select> ");
      }
      case Type.Text(int longest) -> {
        input(html, argument, id).attribute("maxlength", Integer.toString(longest));
        hint(html, id, texts.get("controls.longest", longest));
      }
    }
  }

  private static Html input(Html html, ArgumentSpec argument, String id) {
    html.raw("<input required autocomplete=off").attribute("id", id);
    return html.attribute("name", FIELD + argument.id()).attribute("aria-describedby", id + "-is");
  }

  private static void hint(Html html, String id, String words) {
    html.raw("><p class=hint").attribute("id", id + "-is").raw(">").text(words).raw("</p>");
  }

  private static String name(ArgumentSpec argument, Texts texts) {
    return argument.name().isEmpty() ? argument.id() : texts.pick(argument.name());
  }

  /// The same again, for a page that asks to confirm.
  static void hidden(Html html, CommandSpec command, Request request) {
    for (ArgumentSpec argument : command.args()) {
      String field = FIELD + argument.id();
      html.raw("<input type=hidden").attribute("name", field);
      html.attribute("value", request.form(field)).raw(">");
    }
  }

  /// @throws Refusal 422 for what the command does not take
  static Map<String, Object> read(CommandSpec command, Request request) {
    Map<String, Object> args = new HashMap<>();
    for (ArgumentSpec argument : command.args()) {
      String typed = request.form(FIELD + argument.id());
      args.put(argument.id(), argument.type() instanceof Type.Num ? number(typed) : typed);
    }
    return switch (CommandCall.of(command, args)) {
      case Outcome.Ok<CommandCall>(CommandCall call) -> call.args();
      case Outcome.Failed<CommandCall> _ -> throw new Refusal(422, "refused.range");
    };
  }

  private static Object number(String typed) {
    try {
      return Double.valueOf(typed.replace(',', '.'));
    } catch (NumberFormatException e) {
      throw new Refusal(422, "refused.number");
    }
  }
}
