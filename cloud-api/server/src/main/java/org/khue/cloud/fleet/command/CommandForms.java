package org.khue.cloud.fleet.command;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.khue.cloud.fleet.Device;
import org.khue.contract.Inventory;
import org.khue.contract.Inventory.Argument;
import org.khue.web.form.Field;
import org.khue.web.form.FormInput;
import org.khue.web.form.FormSpec;
import org.khue.web.form.Kind;
import org.khue.web.i18n.Text;
import org.khue.web.i18n.Units;

/// The form of each command: its arguments as typed fields, and a box to tick where it is
/// dangerous.
final class CommandForms {
  static final String CONFIRMED = "confirmed";

  private static final int DECIMALS = 3;

  private CommandForms() {}

  static FormSpec of(Text text, Device device, Inventory.Order order) {
    List<Field> fields = new ArrayList<>();
    for (int i = 0; i < order.args().size(); i++) {
      fields.add(field(text, key(i), order.args().get(i)).asRequired());
    }
    if (order.dangerous()) {
      fields.add(Field.tick(CONFIRMED, text.t("command.confirm")).asRequired());
    }
    return FormSpec.of(
            "command-" + device.id() + "-" + order.id(),
            path(device.gateway(), device.id()) + "/commands/" + order.id(),
            text.name(order.name(), order.id()),
            fields.toArray(Field[]::new))
        .withoutAutosave();
  }

  /// The page of the device.
  static String path(String gateway, String device) {
    return "/rooms/" + gateway + "/devices/" + device;
  }

  private static Field field(Text text, String key, Argument argument) {
    String label = text.name(argument.name(), argument.id());
    return switch (argument.type()) {
      case Argument.NUMBER -> {
        String unit = argument.unit() == null ? "" : Units.shown(argument.unit());
        yield Field.decimal(key, label, DECIMALS).between(argument.low(), argument.high()).in(unit);
      }
      case Argument.CHOICE ->
          Field.choice(
              key,
              label,
              argument.choices().stream()
                  .map(choice ->
                      new Kind.Option(choice.value(), text.name(choice.name(), choice.value())))
                  .toList());
      default -> Field.text(key, label).upTo(argument.longest() == null ? 64 : argument.longest());
    };
  }

  /// An id may be longer than a field's key.
  private static String key(int index) {
    return "arg-" + index;
  }

  /// The field of a fault of [Commands#send].
  static String field(Inventory.Order order, String fault) {
    for (int i = 0; i < order.args().size(); i++) {
      if (fault.equals("args." + order.args().get(i).id())) {
        return key(i);
      }
    }
    return "";
  }

  /// The arguments of a sound form.
  static Map<String, Object> args(Inventory.Order order, FormInput sound) {
    Map<String, Object> args = new LinkedHashMap<>();
    for (int i = 0; i < order.args().size(); i++) {
      Argument argument = order.args().get(i);
      BigDecimal number = argument.type().equals(Argument.NUMBER) ? sound.number(key(i)) : null;
      args.put(argument.id(), number == null ? sound.text(key(i)) : number);
    }
    return args;
  }
}
