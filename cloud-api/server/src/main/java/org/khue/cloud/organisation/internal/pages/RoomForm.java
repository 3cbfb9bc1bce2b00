package org.khue.cloud.organisation.internal.pages;

import java.math.BigDecimal;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.khue.cloud.organisation.Building;
import org.khue.cloud.organisation.Room;
import org.khue.cloud.organisation.RoomFacts;
import org.khue.cloud.organisation.RoomKind;
import org.khue.web.form.Field;
import org.khue.web.form.FormInput;
import org.khue.web.form.FormSpec;
import org.khue.web.form.Kind;
import org.khue.web.i18n.Text;

/// The form of a room.
final class RoomForm {
  static final String VERSION = "version";

  private RoomForm() {}

  /// @param room null for a new one
  static FormSpec of(Text text, UUID unit, List<Building> buildings, @Nullable Room room) {
    String rooms = "/units/" + unit + "/rooms";
    return FormSpec.of(
            room == null ? "room-new-" + unit : "room-" + room.id(),
            room == null ? rooms + "/new" : rooms + "/" + room.id(),
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
            Field.choice(
                    "building",
                    text.t("org.building"),
                    buildings.stream()
                        .map(some -> new Kind.Option(some.id().toString(), some.facts().name()))
                        .toList())
                .asRequired(),
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
            Field.hidden(VERSION))
        .cancelledTo(rooms);
  }

  static FormInput filled(FormSpec form, Room room) {
    RoomFacts facts = room.facts();
    return form.blank()
        .filled("code", facts.code())
        .filled("name", facts.name())
        .filled("kind", facts.kind().code())
        .filled("building", facts.building().toString())
        .filled("floor", facts.floor())
        .filled("capacity", facts.capacity())
        .filled("area", facts.area())
        .filled(VERSION, String.valueOf(room.version()));
  }

  /// What a sound form says.
  static RoomFacts facts(FormInput input) {
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
