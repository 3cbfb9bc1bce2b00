package org.khue.cloud.equipment.booking;

import jakarta.inject.Singleton;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.khue.cloud.equipment.internal.Coded;
import org.khue.cloud.equipment.internal.RoomNames;
import org.khue.cloud.equipment.model.Interval;
import org.khue.cloud.equipment.register.Item;
import org.khue.cloud.equipment.register.Items;
import org.khue.cloud.equipment.register.Subject;
import org.khue.cloud.organisation.Rooms;
import org.khue.cloud.organisation.model.Period;
import org.khue.web.form.Field;
import org.khue.web.form.FormInput;
import org.khue.web.form.FormSpec;
import org.khue.web.form.Kind;
import org.khue.web.i18n.Text;

/// The form of a booking.
@Singleton
final class BookingForm {
  private final Items items;
  private final Rooms rooms;

  BookingForm(Items items, Rooms rooms) {
    this.items = items;
    this.rooms = rooms;
  }

  /// @param thing that was chosen before; null for none
  FormSpec spec(Text text, UUID school, Lessons lessons, @Nullable Thing thing) {
    List<Kind.Option> periods =
        lessons.days().periods().stream()
            .map(period ->
                new Kind.Option(
                    Weeks.code(period),
                    Weeks.name(text, period) + " (" + Weeks.hours(period) + ")"))
            .toList();
    return FormSpec.of(
            "booking-" + school,
            "/bookings/schools/" + school + "/new",
            text.t("booking.book"),
            Field.choice("thing", text.t("booking.thing"), things(school, thing)).asRequired(),
            Field.date("day", text.t("booking.day")).asRequired(),
            Field.choice("first", text.t("booking.first"), periods).asRequired(),
            Field.choice("last", text.t("booking.last"), periods)
                .withHint(text.t("booking.last-hint")),
            Field.choice(
                "subject", text.t("booking.subject"), Coded.options(text, Subject.values())),
            Field.text("purpose", text.t("booking.purpose"))
                .withHint(text.t("booking.purpose-hint")),
            Field.tick("weekly", text.t("booking.weekly")),
            Field.tick("skip", text.t("booking.skip")))
        .cancelledTo("/bookings/schools/" + school);
  }

  private List<Kind.Option> things(UUID school, @Nullable Thing thing) {
    List<Kind.Option> things = new ArrayList<>();
    if (thing instanceof Thing.OfItem item) {
      things.add(new Kind.Option(item.text(), name(school, item)));
    }
    rooms
        .of(school)
        .forEach(room -> things.add(new Kind.Option("room:" + room.id(), RoomNames.name(room))));
    return things;
  }

  /// What people call a thing; empty where it is not there any more.
  String name(UUID school, Thing thing) {
    return switch (thing) {
      case Thing.OfRoom room -> new RoomNames(rooms).name(school, room.id());
      case Thing.OfItem item -> items.find(item.id()).map(Item::shortName).orElse("");
    };
  }

  static FormInput filled(FormSpec spec, @Nullable Thing thing, String day, String period) {
    boolean there =
        thing != null
            && spec.field("thing").kind() instanceof Kind.One one
            && one.options().stream().anyMatch(some -> some.value().equals(thing.text()));
    return spec.blank()
        .filled("thing", there && thing != null ? thing.text() : "")
        .filled("day", day)
        .filled("first", period)
        .filled("last", period);
  }

  /// The times that the form asks for; empty when its periods or its day do not fit the calendar.
  static List<Interval> times(FormInput input, Lessons lessons) {
    LocalDate day = input.date("day");
    Optional<Period> first = period(lessons, input.text("first"));
    String until = input.text("last");
    Optional<Period> last = until.isEmpty() ? first : period(lessons, until);
    if (day == null
        || first.isEmpty()
        || last.isEmpty()
        || last.get().ends().isBefore(first.get().ends())) {
      return List.of();
    }
    List<LocalDate> days =
        input.ticked("weekly")
            ? lessons.weekly(day)
            : lessons.days().isSchoolDay(day) ? List.of(day) : List.of();
    return days.stream().map(some -> lessons.span(some, first.get(), last.get())).toList();
  }

  private static Optional<Period> period(Lessons lessons, String code) {
    return lessons.days().periods().stream()
        .filter(period -> Weeks.code(period).equals(code))
        .findFirst();
  }
}
