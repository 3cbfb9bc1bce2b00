package org.khue.cloud.pages;

import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.khue.cloud.fleet.Placement;
import org.khue.cloud.fleet.Room;
import org.khue.cloud.fleet.RoomProposals;
import org.khue.cloud.organisation.Building;
import org.khue.cloud.organisation.Places;
import org.khue.cloud.organisation.RoomFacts;
import org.khue.cloud.organisation.RoomKind;
import org.khue.cloud.organisation.Rooms;
import org.khue.cloud.organisation.Unit;
import org.khue.cloud.organisation.Units;
import org.khue.web.form.Field;
import org.khue.web.form.FormInput;
import org.khue.web.form.FormSpec;
import org.khue.web.form.Kind;
import org.khue.web.i18n.Names;
import org.khue.web.i18n.Text;

/// The forms by which a gateway is placed.
@Singleton
final class PlaceForms {
  static final String VERSION = "version";

  private final Units units;
  private final Rooms rooms;
  private final Places places;
  private final RoomProposals proposals;
  private final RegisterRooms register;

  PlaceForms(
      Units units, Rooms rooms, Places places, RoomProposals proposals, RegisterRooms register) {
    this.units = units;
    this.rooms = rooms;
    this.places = places;
    this.proposals = proposals;
    this.register = register;
  }

  /// The room of the register that a gateway is tied to, in words; empty for none.
  String register(Text text, Placement now) {
    return register.of(now).map(found -> found.sentence(text)).orElse("");
  }

  /// Rooms of the register that the gateway most likely means, as long as it is tied to none.
  List<Kind.Option> proposals(Placement now, Room reported) {
    return !now.isPlaced() || register.of(now).isPresent()
        ? List.of()
        : proposals.of(now.unit(), reported).stream().map(PlaceForms::option).toList();
  }

  private static Kind.Option option(org.khue.cloud.organisation.Room room) {
    return new Kind.Option(room.id().toString(), room.facts().code() + " · " + room.facts().name());
  }

  FormSpec units(Text text, Placement now) {
    List<Kind.Option> options =
        units.reached().stream()
            .map(unit -> option(text, unit))
            .sorted(Comparator.comparing(Kind.Option::label, Names.byAlphabet()))
            .toList();
    return form(
        now,
        "unit",
        text.t("place.move"),
        Field.choice("unit", text.t("place.unit"), options)
            .asRequired()
            .withHint(text.t("place.unit-hint")));
  }

  private static Kind.Option option(Text text, Unit unit) {
    return new Kind.Option(unit.id().toString(), unit.nameIn(text.language()));
  }

  FormInput filledUnits(Text text, Placement now) {
    return filled(units(text, now), now)
        .filled("unit", now.isPlaced() ? now.unit().toString() : "");
  }

  FormSpec rooms(Text text, Placement now) {
    return form(
        now,
        "room",
        text.t("place.tie"),
        Field.choice(
                "room",
                text.t("place.room"),
                rooms.of(now.unit()).stream().map(PlaceForms::option).toList())
            .withHint(text.t("place.room-hint")));
  }

  FormInput filledRooms(Text text, Placement now) {
    return filled(rooms(text, now), now).filled("room", Objects.toString(now.room(), ""));
  }

  FormSpec fresh(Text text, Placement now, Room reported) {
    List<Building> buildings = places.buildings(now.unit());
    return form(
        now,
        "new-room",
        text.t("place.add-room", "name", text.name(reported.name(), reported.id())),
        Field.text("code", text.t("place.room-code")).upTo(20).asRequired(),
        Field.choice(
                "building",
                text.t("place.building"),
                buildings.stream()
                    .map(some -> new Kind.Option(some.id().toString(), some.facts().name()))
                    .toList())
            .asRequired()
            .withHint(buildings.isEmpty() ? text.t("place.no-building") : ""),
        Field.number("floor", text.t("place.floor")).between(-9, 99).asRequired());
  }

  FormInput filledFresh(Text text, Placement now, Room reported) {
    return filled(fresh(text, now, reported), now)
        .filled("code", reported.id())
        .filled("floor", (Number) 1);
  }

  /// The room that a sound form says, with the name and kind that the gateway reports.
  static RoomFacts facts(FormInput input, Room reported) {
    String name =
        reported.name().getOrDefault("vi", reported.name().getOrDefault("", reported.id()));
    String kind = reported.kind().toLowerCase(Locale.ROOT);
    BigDecimal floor = Objects.requireNonNull(input.number("floor"));
    return new RoomFacts(
        UUID.fromString(input.text("building")),
        input.text("code"),
        name,
        Stream.of(RoomKind.values())
            .filter(some -> some.code().equals(kind))
            .findFirst()
            .orElse(RoomKind.OTHER),
        floor.intValueExact(),
        null,
        null);
  }

  private static FormSpec form(Placement now, String what, String submit, Field... fields) {
    List<Field> all = Stream.concat(Stream.of(fields), Stream.of(Field.hidden(VERSION))).toList();
    String page = "/gateways/" + now.gateway() + "/place";
    return new FormSpec(
        "gateway-" + what + "-" + now.gateway(), page + "/" + what, submit, "", false, all);
  }

  private static FormInput filled(FormSpec form, Placement now) {
    return form.blank().filled(VERSION, String.valueOf(now.version()));
  }
}
