package org.khue.cloud.equipment.register;

import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.khue.cloud.equipment.internal.Coded;
import org.khue.cloud.equipment.internal.Ground;
import org.khue.cloud.equipment.internal.RoomNames;
import org.khue.cloud.equipment.internal.Staff;
import org.khue.cloud.fleet.Fleet;
import org.khue.cloud.fleet.Placement;
import org.khue.cloud.fleet.Placements;
import org.khue.cloud.organisation.Rooms;
import org.khue.web.form.Field;
import org.khue.web.form.FormInput;
import org.khue.web.form.FormSpec;
import org.khue.web.form.Kind;
import org.khue.web.i18n.Text;

/// The form of an item.
@Singleton
final class ItemForm {
  static final String VERSION = "version";
  private static final String BETWEEN = "/";

  private final ItemTypes types;
  private final Rooms rooms;
  private final Staff staff;
  private final Placements placements;
  private final Fleet fleet;
  private final Ground ground;

  ItemForm(
      ItemTypes types,
      Rooms rooms,
      Staff staff,
      Placements placements,
      Fleet fleet,
      Ground ground) {
    this.types = types;
    this.rooms = rooms;
    this.staff = staff;
    this.placements = placements;
    this.fleet = fleet;
    this.ground = ground;
  }

  /// @param item null for a new one
  FormSpec spec(Text text, UUID school, @Nullable Item item) {
    String list = "/equipment/schools/" + school + "/new";
    return FormSpec.of(
            item == null ? "item-new-" + school : "item-" + item.id(),
            item == null ? list : ItemWords.path(item) + "/edit",
            text.t("eq.save"),
            Field.choice("type", text.t("eq.type"), typeOptions(text, school))
                .asRequired()
                .withHint(text.t("eq.type-hint")),
            Field.text("name", text.t("eq.name")).withHint(text.t("eq.name-hint")),
            Field.number("quantity", text.t("eq.quantity"))
                .between(1, ItemFacts.MOST_PIECES)
                .asRequired()
                .withHint(text.t("eq.quantity-hint")),
            Field.text("number", text.t("eq.number")).upTo(60).withHint(text.t("eq.number-hint")),
            Field.text("serial", text.t("eq.serial")).upTo(100),
            Field.choice("room", text.t("eq.room"), RoomNames.options(rooms, school)),
            Field.choice("custodian", text.t("eq.custodian"), staff.options(school)),
            Field.number("value", text.t("eq.value"))
                .between(0, ItemFacts.LARGEST_VALUE)
                .in("₫")
                .withHint(text.t("eq.value-hint")),
            Field.choice("funding", text.t("eq.funding"), Coded.options(text, Funding.values())),
            Field.date("acquired", text.t("eq.acquired")).between(null, ground.today()),
            Field.choice("device", text.t("eq.device"), devices(text, school))
                .withHint(text.t("eq.device-hint")),
            Field.text("tag", text.t("eq.tag")).upTo(128).withHint(text.t("eq.tag-hint")),
            Field.area("note", text.t("eq.note"), 3).upTo(1_000),
            Field.hidden(VERSION))
        .cancelledTo(item == null ? RegisterPages.TAB : ItemWords.path(item));
  }

  private List<Kind.Option> typeOptions(Text text, UUID school) {
    return types.of(school).stream()
        .map(type -> new Kind.Option(type.id().toString(), typeName(text, type)))
        .toList();
  }

  static String typeName(Text text, ItemType type) {
    return type.facts().code() + " · " + type.facts().nameIn(text.language());
  }

  private List<Kind.Option> devices(Text text, UUID school) {
    List<Kind.Option> devices = new ArrayList<>();
    for (Placement place : placements.all()) {
      if (place.unit().equals(school)) {
        fleet
            .room(place.gateway())
            .ifPresent(room ->
                room.devices()
                    .forEach(device ->
                        devices.add(
                            new Kind.Option(
                                place.gateway() + BETWEEN + device.id(),
                                text.name(room.name(), room.id())
                                    + " · "
                                    + text.name(device.name(), device.id())))));
      }
    }
    return devices;
  }

  static FormInput filled(FormSpec form, Item item) {
    ItemFacts facts = item.facts();
    return form.blank()
        .filled("type", facts.type().toString())
        .filled("name", facts.name())
        .filled("quantity", facts.quantity())
        .filled("number", facts.number())
        .filled("serial", facts.serial())
        .filled("room", text(facts.room()))
        .filled("custodian", text(facts.custodian()))
        .filled("value", facts.value())
        .filled("funding", facts.funding() == null ? "" : facts.funding().code())
        .filled("acquired", facts.acquired())
        .filled("device", facts.gateway() == null ? "" : facts.gateway() + BETWEEN + facts.device())
        .filled("tag", text(facts.tag()))
        .filled("note", facts.note())
        .filled(VERSION, String.valueOf(item.version()));
  }

  private static String text(@Nullable Object value) {
    return value == null ? "" : value.toString();
  }

  static ItemFacts facts(FormInput input) {
    BigDecimal quantity = input.number("quantity");
    BigDecimal value = input.number("value");
    String device = input.text("device");
    int between = device.indexOf(BETWEEN);
    return new ItemFacts(
        UUID.fromString(input.text("type")),
        input.text("number"),
        input.text("name"),
        input.text("serial"),
        quantity == null ? 1 : quantity.intValueExact(),
        input.text("tag"),
        id(input.text("room")),
        id(input.text("custodian")),
        value == null ? null : value.longValueExact(),
        Coded.find(Funding.values(), input.text("funding")).orElse(null),
        input.date("acquired"),
        between < 0 ? null : device.substring(0, between),
        between < 0 ? null : device.substring(between + 1),
        input.text("note"));
  }

  private static @Nullable UUID id(String text) {
    return text.isEmpty() ? null : UUID.fromString(text);
  }

  /// The version that a form was made from; 0 for what is none.
  static int seen(FormInput input) {
    BigDecimal version = input.number(VERSION);
    return version == null ? 0 : version.intValue();
  }

  /// What is said at a field when the facade refuses it.
  static Map<String, String> messages(Text text) {
    return Map.of(
        "number", text.t("eq.number-taken"),
        "tag", text.t("eq.tag-wrong"),
        "device", text.t("eq.device-taken"),
        "reason", text.t("eq.reason-needed"));
  }
}
