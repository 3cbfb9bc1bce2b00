package org.khue.cloud.pages;

import java.util.List;
import java.util.Map;
import org.khue.contract.Inventory;

/// What the projector of the sample rooms can be told to do: each type of command.
final class SampleOrders {
  private SampleOrders() {}

  static List<Inventory.Order> projector() {
    Inventory.Argument input =
        new Inventory.Argument(
            "value",
            Map.of("vi", "Ngõ vào", "en", "Input"),
            Inventory.Argument.CHOICE,
            null,
            null,
            null,
            List.of(
                new Inventory.Choice("31", Map.of("vi", "HDMI 1", "en", "HDMI 1")),
                new Inventory.Choice("11", Map.of("vi", "VGA 1", "en", "VGA 1"))),
            null);
    Inventory.Argument power =
        new Inventory.Argument(
            "power",
            Map.of("vi", "Công suất đèn", "en", "Lamp power"),
            Inventory.Argument.NUMBER,
            "%",
            30.0,
            100.0,
            List.of(),
            null);
    return List.of(
        order("power-on", "Bật máy chiếu", "Power on", false),
        order("power-off", "Tắt máy chiếu", "Power off", false),
        order("select-input", "Chọn ngõ vào", "Select the input", false, input),
        order("lamp", "Đặt công suất đèn", "Set the lamp's power", true, power));
  }

  private static Inventory.Order order(
      String id, String vi, String en, boolean dangerous, Inventory.Argument... args) {
    return new Inventory.Order(id, Map.of("vi", vi, "en", en), List.of(args), 90, dangerous);
  }
}
