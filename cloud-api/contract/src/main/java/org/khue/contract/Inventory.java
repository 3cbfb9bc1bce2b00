package org.khue.contract;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a gateway drives, sent in the events stream at start and whenever its configuration
/// changes. It replaces the gateway's earlier inventory.
///
/// @param name by language (`vi`, `en`)
public record Inventory(Stamp at, Room room, List<Device> devices, boolean simulated)
    implements Entry {

  public Inventory {
    devices = List.copyOf(devices);
  }

  /// The room that the gateway sits in.
  ///
  /// @param kind classroom, steam, studio, library, physics-lab, chemistry-lab, biology-lab, …
  public record Room(String id, Map<String, String> name, String kind) {}

  /// @param kind what it is, for icons and grouping: meter, climate, projector, instrument,
  ///   card-reader, …
  /// @param wire the protocol that it speaks: modbus-tcp, coap, …
  /// @param commands what it can be told to do; empty from a gateway of before they were told
  public record Device(
      String id,
      Map<String, String> name,
      String profile,
      String kind,
      String wire,
      List<Point> points,
      @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Order> commands) {
    @SuppressWarnings("ConstantValue") // an older gateway leaves them out
    public Device {
      points = List.copyOf(points);
      commands = commands == null ? List.of() : List.copyOf(commands);
    }
  }

  /// What a device can be told to do.
  ///
  /// @param id the [Command#name] that orders it
  /// @param args what it needs to know, in the order in which a person is asked
  /// @param deadlineSeconds so long the device may take to confirm
  /// @param dangerous whether a person must confirm it a second time, and needs another right
  public record Order(
      String id,
      Map<String, String> name,
      List<Argument> args,
      long deadlineSeconds,
      boolean dangerous) {
    public Order {
      args = List.copyOf(args);
    }
  }

  /// An argument of an [Order].
  ///
  /// @param id its key in [Command#args]
  /// @param type `number`, `choice` or `text`; a later version may have more
  /// @param unit UCUM code of a number; null for other types
  /// @param low the least number that is taken; null for other types
  /// @param high the greatest
  /// @param choices what may be chosen, in the order in which it is shown; empty for other types
  /// @param longest of a text, in characters; null for other types
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Argument(
      String id,
      Map<String, String> name,
      String type,
      @Nullable String unit,
      @Nullable Double low,
      @Nullable Double high,
      List<Choice> choices,
      @Nullable Integer longest) {
    public static final String NUMBER = "number";
    public static final String CHOICE = "choice";
    public static final String TEXT = "text";

    @SuppressWarnings("ConstantValue") // may be left out
    public Argument {
      choices = choices == null ? List.of() : List.copyOf(choices);
    }
  }

  /// @param value what is sent
  public record Choice(String value, Map<String, String> name) {}

  /// @param unit UCUM code
  /// @param states the names of the numbers of a state point; empty for a measured value
  /// @param low the lower end of the plausible range, in `unit`
  /// @param silentAfterSeconds after this long without a reading the shown value is stale
  public record Point(
      String id,
      Map<String, String> name,
      String unit,
      Map<String, String> states,
      @Nullable Double low,
      @Nullable Double high,
      long silentAfterSeconds) {}
}
