package org.khue.cloud.organisation.internal.pages;

import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.khue.cloud.organisation.Building;
import org.khue.cloud.organisation.Places;
import org.khue.cloud.organisation.Room;
import org.khue.cloud.organisation.RoomFacts;
import org.khue.cloud.organisation.RoomKind;
import org.khue.cloud.organisation.Rooms;
import org.khue.web.form.Field;
import org.khue.web.form.FormInput;
import org.khue.web.form.FormSpec;
import org.khue.web.form.Kind;
import org.khue.web.i18n.Text;

/// The form of a room.
@Singleton
final class RoomForm implements RecordForm<Room> {
  private final Rooms rooms;
  private final Places places;

  RoomForm(Rooms rooms, Places places) {
    this.rooms = rooms;
    this.places = places;
  }

  @Override
  public Room get(UUID id) {
    return rooms.get(id);
  }

  @Override
  public UUID unit(Room known) {
    return known.unit();
  }

  @Override
  public FormSpec form(Text text, UUID unit, @Nullable Room room) {
    String list = "/units/" + unit + "/rooms";
    return FormSpec.of(
            room == null ? "room-new-" + unit : "room-" + room.id(),
            room == null ? list + "/new" : list + "/" + room.id(),
            text.t("org.save"),
            Field.text("code", text.t("org.room-code"))
                .upTo(20)
                .asRequired()
                .withHint(text.t("org.room-code-hint")),
            Field.text("name", text.t("org.room-name")).asRequired(),
            Field.choice(
                    "kind",
                    text.t("org.room-kind"),
                    Stream.of(RoomKind.values())
                        .map(kind -> new Kind.Option(kind.code(), UnitWords.room(text, kind)))
                        .toList())
                .asRequired(),
            Field.choice("building", text.t("org.building"), buildings(unit)).asRequired(),
            Field.number("floor", text.t("org.floor"))
                .between(-9, 99)
                .asRequired()
                .withHint(text.t("org.floor-hint")),
            Field.number("capacity", text.t("org.capacity"))
                .between(0, 5_000)
                .in(text.t("org.people")),
            Field.decimal("area", text.t("org.area"), 2)
                .between(new BigDecimal("0.01"), new BigDecimal("99999.99"))
                .in("m²"),
            Field.hidden(Versions.FIELD))
        .cancelledTo(list);
  }

  private List<Kind.Option> buildings(UUID unit) {
    return places.buildings(unit).stream()
        .map(some -> new Kind.Option(some.id().toString(), some.facts().name()))
        .toList();
  }

  @Override
  public FormInput blank(Text text, UUID unit) {
    List<Building> buildings = places.buildings(unit);
    FormInput blank = form(text, unit, null).blank();
    return buildings.size() == 1
        ? blank.filled("building", buildings.getFirst().id().toString())
        : blank;
  }

  @Override
  public FormInput filled(FormSpec form, Room room) {
    RoomFacts facts = room.facts();
    return form.blank()
        .filled("code", facts.code())
        .filled("name", facts.name())
        .filled("kind", facts.kind().code())
        .filled("building", facts.building().toString())
        .filled("floor", facts.floor())
        .filled("capacity", facts.capacity())
        .filled("area", facts.area())
        .filled(Versions.FIELD, String.valueOf(room.version()));
  }

  @Override
  public Sheet sheet(Text text, UUID unit, @Nullable Room room) {
    return new Sheet(
        unit,
        room == null
            ? text.t("org.add-room")
            : text.t("org.edit-room", "room", room.facts().name()),
        "room",
        room == null ? "" : room.id().toString(),
        Map.of("code", text.t("org.room-code-taken")));
  }

  @Override
  public String save(UUID unit, @Nullable Room known, FormInput sound) {
    if (known == null) {
      rooms.add(unit, facts(sound));
    } else {
      rooms.update(known.id(), Versions.seen(sound), facts(sound));
    }
    return "/units/" + unit + "/rooms";
  }

  private static RoomFacts facts(FormInput input) {
    BigDecimal capacity = input.number("capacity");
    BigDecimal floor = input.number("floor");
    return new RoomFacts(
        UUID.fromString(input.text("building")),
        input.text("code"),
        input.text("name"),
        RoomKind.ofCode(input.text("kind")),
        floor == null ? 1 : floor.intValueExact(),
        capacity == null ? null : capacity.intValueExact(),
        input.number("area"));
  }
}
