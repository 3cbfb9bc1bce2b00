package org.khue.cloud.equipment.booking;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.khue.cloud.equipment.internal.Coded;
import org.khue.cloud.equipment.internal.Frame;
import org.khue.cloud.equipment.internal.Ground;
import org.khue.cloud.equipment.internal.RoomNames;
import org.khue.cloud.equipment.register.Item;
import org.khue.cloud.equipment.register.Items;
import org.khue.cloud.organisation.Rooms;
import org.khue.cloud.platform.security.Acting;
import org.khue.cloud.platform.security.Needs;
import org.khue.cloud.platform.web.Pages;
import org.khue.cloud.platform.web.TableSql;
import org.khue.cloud.platform.web.Tables;
import org.khue.web.Mark;
import org.khue.web.i18n.Text;
import org.khue.web.part.Crumb;
import org.khue.web.table.Column;
import org.khue.web.table.Filter;
import org.khue.web.table.RowAction;
import org.khue.web.table.Rows;
import org.khue.web.table.TableSource;
import org.khue.web.table.TableSpec;
import org.khue.web.table.Value;

/// The bookings of a school as a list, for those who look for one or cancel one.
@Controller("/bookings/schools/{school}/list")
@Produces(MediaType.TEXT_HTML)
@ExecuteOn(TaskExecutors.BLOCKING)
final class BookingList {
  private final DataSource source;
  private final Items items;
  private final Rooms rooms;
  private final Ground ground;
  private final Frame frame;
  private final Tables tables;
  private final Pages pages;

  BookingList(
      DataSource source,
      Items items,
      Rooms rooms,
      Ground ground,
      Frame frame,
      Tables tables,
      Pages pages) {
    this.source = source;
    this.items = items;
    this.rooms = rooms;
    this.ground = ground;
    this.frame = frame;
    this.tables = tables;
    this.pages = pages;
  }

  @Needs(Items.READ)
  @Get
  @Produces(MediaType.ALL)
  HttpResponse<?> list(HttpRequest<?> request, @PathVariable UUID school) {
    ground.require(Items.READ, school);
    Text text = pages.text(request);
    return tables.answer(
        request,
        text,
        spec(text, ground.may(Bookings.MANAGE, school)),
        rows(school),
        view ->
            frame.list(
                request,
                text,
                BookingPages.TAB,
                text.t("booking.list"),
                text.t("booking.list-explain"),
                List.of(new Crumb(text.t("booking.title"), "/bookings/schools/" + school)),
                view));
  }

  private TableSource<BookingRow> rows(UUID school) {
    TableSql sql =
        TableSql.select(BookingStore.COLUMNS, "equipment.booking")
            .where("unit_id = ?", school)
            .search("q", "booker", "purpose")
            .equal("state", "state")
            .moments("starts", "lower(span)", ground.zone())
            .sort("starts", "lower(span)")
            .sortName("by", "booker")
            .tieBreak("id");
    RoomNames places = new RoomNames(rooms);
    return query -> {
      Rows<Booking> read = sql.read(source, "listing bookings", query, BookingStore::booking);
      List<UUID> ids = new ArrayList<>();
      read.rows()
          .forEach(booking -> {
            UUID item = booking.item();
            if (item != null) {
              ids.add(item);
            }
          });
      List<Item> found = items.all(ids);
      return new Rows<>(
          read.rows().stream()
              .map(booking -> new BookingRow(booking, name(places, found, booking)))
              .toList(),
          read.total());
    };
  }

  private static String name(RoomNames places, List<Item> items, Booking booking) {
    return switch (booking.thing()) {
      case Thing.OfRoom room -> places.name(booking.unit(), room.id());
      case Thing.OfItem item ->
          items.stream()
              .filter(some -> some.id().equals(item.id()))
              .findFirst()
              .map(Item::shortName)
              .orElse("");
    };
  }

  private TableSpec<BookingRow> spec(Text text, boolean manage) {
    return TableSpec.of(
            "bookings",
            text.t("booking.list"),
            Column.<BookingRow>text("thing", text.t("booking.thing"), BookingRow::thing).fixed(),
            Column.<BookingRow>moment(
                    "starts", text.t("booking.starts"), row -> row.booking().starts())
                .asSortable(),
            Column.<BookingRow>moment("ends", text.t("booking.ends"), row -> row.booking().ends()),
            Column.<BookingRow>person(
                    "by", text.t("booking.by"), row -> row.booking().byName(), row -> "")
                .asSortable(),
            Column.<BookingRow>text(
                "purpose", text.t("booking.purpose"), row -> row.booking().purpose()),
            Column.<BookingRow>status(
                "state", text.t("eq.state"), row -> state(text, row.booking().state())))
        .filteredBy(
            new Filter.Search("q", text.t("booking.search")),
            Coded.filter(text, "state", text.t("eq.state"), Booking.State.values()),
            new Filter.Dates("starts", text.t("booking.day")))
        .sortedBy("starts", true)
        .whenEmpty(
            new TableSpec.Empty(text.t("booking.none"), text.t("booking.none-action"), "", ""))
        .withActions(row -> actions(text, row, manage));
  }

  private List<RowAction> actions(Text text, BookingRow row, boolean manage) {
    Booking booking = row.booking();
    boolean own = booking.by().equals(Acting.required().caller().account());
    boolean open = booking.state() == Booking.State.BOOKED && booking.ends().isAfter(ground.now());
    if (!open || !(own || manage)) {
      return List.of();
    }
    String when = text.dateTime(booking.starts());
    List<RowAction> actions = new ArrayList<>();
    actions.add(
        RowAction.post(
            text.t("booking.cancel"),
            text.t("booking.cancel-named", "thing", row.thing(), "when", when),
            "/bookings/" + booking.id() + "/cancel"));
    if (booking.series() != null) {
      actions.add(
          RowAction.post(
              text.t("booking.cancel-series"),
              text.t("booking.cancel-series-named", "thing", row.thing(), "when", when),
              "/bookings/" + booking.id() + "/cancel-series"));
    }
    return actions;
  }

  private static Value.Status state(Text text, Booking.State state) {
    Mark mark =
        switch (state) {
          case BOOKED -> Mark.OK;
          case CANCELLED -> Mark.FREE;
          case RELEASED -> Mark.WARN;
        };
    return new Value.Status(mark, state.word(text));
  }
}
