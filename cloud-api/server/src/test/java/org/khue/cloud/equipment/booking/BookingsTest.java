package org.khue.cloud.equipment.booking;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.khue.cloud.ActingAsSystem;
import org.khue.cloud.TestCloud;
import org.khue.cloud.equipment.Own;
import org.khue.cloud.equipment.model.Interval;
import org.khue.cloud.equipment.register.Item;
import org.khue.cloud.equipment.register.ItemState;
import org.khue.cloud.equipment.register.Items;
import org.khue.cloud.organisation.DemoCity;
import org.khue.cloud.pages.Reader;
import org.khue.cloud.platform.db.TestDatabase;
import org.khue.cloud.platform.problem.ProblemException;
import org.khue.cloud.platform.security.Acting;

/// Bookings against a whole cloud with the demo's city.
@ExtendWith(ActingAsSystem.class)
class BookingsTest {
  private static final UUID SCHOOL = DemoCity.SCHOOL;
  private static final ZoneId ZONE = ZoneId.of("Asia/Ho_Chi_Minh");
  private static TestCloud cloud;
  private static Bookings bookings;
  private static Instant soon;

  @BeforeAll
  static void start() {
    Map<String, Object> settings = new HashMap<>(TestDatabase.create());
    settings.put("khue.demo", true);
    cloud = TestCloud.start(settings);
    bookings = cloud.bean(Bookings.class);
    soon = LocalDate.now(java.time.Clock.system(ZONE)).plusDays(10).atStartOfDay(ZONE).toInstant();
  }

  @AfterAll
  static void stop() {
    cloud.close();
  }

  private static Thing room(String code) {
    return new Thing.OfRoom(Own.room(cloud, SCHOOL, code).id());
  }

  private static Interval hour(int from, int minutes) {
    Instant start = soon.plus(Duration.ofHours(from));
    return new Interval(start, start.plus(Duration.ofMinutes(minutes)));
  }

  private static Outcome book(Thing thing, boolean skip, Interval... times) {
    return bookings.book(new Order(SCHOOL, thing, List.of(times), skip, "Bài 1", "physics"));
  }

  @Test
  void aConflictSaysWhoHasItAndWhatIsFree() {
    Thing lab = room("B101");
    assertInstanceOf(Outcome.Booked.class, book(lab, false, hour(1, 45)));
    Outcome.Refused refused =
        assertInstanceOf(Outcome.Refused.class, book(lab, false, hour(0, 30), hour(1, 10)));
    assertEquals("test", refused.taken().getFirst().byName());
    assertTrue(bookings.within(SCHOOL, lab, hour(0, 60), 10).isEmpty(), "nothing was booked");
    assertInstanceOf(Outcome.Booked.class, book(lab, false, hour(0, 60)), "periods may touch");
    Outcome.Booked part =
        assertInstanceOf(Outcome.Booked.class, book(lab, true, hour(1, 45), hour(2, 45)));
    assertEquals(List.of(hour(1, 45)), part.left());
    assertEquals(1, part.bookings().size());
  }

  @Test
  void substitutesAreOfTheSameKindAndFree() {
    Thing one = new Thing.OfRoom(DemoCity.id("room", "SK-THCS-01", "A101"));
    Thing other = new Thing.OfRoom(DemoCity.id("room", "SK-THCS-01", "A102"));
    book(one, false, hour(30, 45));
    book(other, false, hour(30, 45));
    Outcome.Refused refused =
        assertInstanceOf(Outcome.Refused.class, book(one, false, hour(30, 45)));
    assertTrue(!refused.substitutes().isEmpty(), "other classrooms are free");
    assertTrue(
        refused.substitutes().stream().noneMatch(some -> some.thing().equals(other)), "taken too");
  }

  @Test
  void anItemThatIsBrokenCannotBeBooked() {
    UUID type = Own.type(cloud, SCHOOL, "T-BOOK").id();
    Item first = Own.item(cloud, SCHOOL, type, null, "Một");
    Item second = Own.item(cloud, SCHOOL, type, null, "Hai");
    Thing thing = new Thing.OfItem(first.id());
    assertInstanceOf(Outcome.Booked.class, book(thing, false, hour(1, 45)));
    Outcome.Refused refused =
        assertInstanceOf(Outcome.Refused.class, book(thing, false, hour(1, 45)));
    assertEquals(
        List.of(new Outcome.Substitute(new Thing.OfItem(second.id()), "Hai")),
        refused.substitutes());
    cloud.bean(Items.class).turn(second.id(), 1, ItemState.IN_REPAIR, "");
    Outcome.Refused alone =
        assertInstanceOf(Outcome.Refused.class, book(thing, false, hour(1, 45)));
    assertEquals(List.of(), alone.substitutes());
    ProblemException broken =
        assertThrows(
            ProblemException.class, () -> book(new Thing.OfItem(second.id()), false, hour(5, 45)));
    assertEquals("thing", broken.faults().getFirst().field());
  }

  @Test
  void aSeriesIsCancelledAsAWhole() {
    Thing lab = room("B103");
    Outcome.Booked booked =
        assertInstanceOf(
            Outcome.Booked.class, book(lab, false, hour(1, 45), hour(25, 45), hour(49, 45)));
    bookings.cancel(booked.bookings().getFirst().id());
    assertThrows(ProblemException.class, () -> bookings.cancel(booked.bookings().getFirst().id()));
    assertEquals(2, bookings.cancelSeries(booked.bookings().getLast().id()));
    assertInstanceOf(Outcome.Booked.class, book(lab, false, hour(1, 45)), "free again");
  }

  @Test
  void whateverComesAtOnceNoTwoBookingsOverlap() throws Exception {
    List<Thing> things = List.of(room("B104"), room("B105"), room("B201"));
    List<Callable<Integer>> people = new ArrayList<>();
    for (int person = 0; person < 8; person++) {
      Random random = new Random(100 + person);
      people.add(() -> Acting.system("person").call(() -> bookAtRandom(things, random)));
    }
    int made = 0;
    try (ExecutorService threads = Executors.newFixedThreadPool(people.size())) {
      for (Future<Integer> one : threads.invokeAll(people)) {
        made += one.get();
      }
    }
    long kept =
        cloud.count(
            "SELECT count(*) FROM equipment.booking WHERE purpose = 'ngẫu nhiên' AND state ="
                + " 'booked'");
    assertEquals(made, kept, "what was told is what is there");
    assertTrue(kept > 10, "enough for overlaps to happen: " + kept);
    assertEquals(
        0,
        cloud.count(
            "SELECT count(*) FROM equipment.booking a JOIN equipment.booking b ON a.id < b.id AND"
                + " coalesce(a.room_id, a.item_id) = coalesce(b.room_id, b.item_id) AND a.span &&"
                + " b.span WHERE a.state = 'booked' AND b.state = 'booked'"));
  }

  /// @return how many bookings stand in the end
  private static int bookAtRandom(List<Thing> things, Random random) {
    List<UUID> own = new ArrayList<>();
    for (int step = 0; step < 25; step++) {
      Thing thing = things.get(random.nextInt(things.size()));
      Interval time = hour(100 + random.nextInt(20), 15 * (1 + random.nextInt(8)));
      Order order = new Order(SCHOOL, thing, List.of(time), false, "ngẫu nhiên", "");
      switch (bookings.book(order)) {
        case Outcome.Booked booked -> own.add(booked.bookings().getFirst().id());
        case Outcome.Refused refused -> assertTrue(refused.taken().size() <= 20);
      }
      if (!own.isEmpty() && random.nextInt(4) == 0) {
        bookings.cancel(own.remove(random.nextInt(own.size())));
      }
    }
    return own.size();
  }

  @Test
  void aTeacherBooksOnThePagesAndReadsItInACalendar() {
    String page = "/bookings/schools/" + SCHOOL;
    Thing thing = room("B102");
    try (Reader teacher = Reader.in(cloud, "teacher")) {
      LocalDate day = schoolDay();
      HttpResponse<String> week = teacher.get(page + "?thing=" + thing.text() + "&day=" + day);
      assertEquals(200, week.statusCode(), week.body());
      String form =
          Reader.form(
              "thing",
              thing.text(),
              "day",
              day.toString(),
              "first",
              "morning-1",
              "last",
              "morning-2",
              "purpose",
              "Lớp 8A đo điện trở");
      HttpResponse<String> booked = teacher.post(page + "/new", form);
      assertEquals(303, booked.statusCode(), booked.body());
      String shown = teacher.get(booked.headers().firstValue("Location").orElseThrow()).body();
      assertTrue(shown.contains("Lớp 8A đo điện trở"), shown);
      HttpResponse<String> again = teacher.post(page + "/new", form);
      assertEquals(422, again.statusCode());
      assertTrue(again.body().contains("Ai đang giữ"), again.body());
      assertEquals(200, teacher.get(page + "/list").statusCode());
      String feed = teacher.post(page + "/feeds", "thing=").body();
      Matcher address = Pattern.compile("/calendars/[\\w-]+\\.ics").matcher(feed);
      assertTrue(address.find(), feed);
      try (Reader stranger = new Reader(cloud)) {
        String calendar = stranger.get(address.group()).body().replace("\r\n ", "");
        assertTrue(calendar.contains("SUMMARY:Lớp 8A đo điện trở"), calendar);
        assertEquals(404, stranger.get("/calendars/guessed.ics").statusCode());
        String maker = " WHERE id IN (SELECT account_id FROM equipment.feed)";
        cloud.execute("UPDATE identity.account SET state = 'locked'" + maker);
        assertEquals(404, stranger.get(address.group()).statusCode());
        cloud.execute("UPDATE identity.account SET state = 'active'" + maker);
        assertEquals(200, stranger.get(address.group()).statusCode());
        cloud.execute(
            "UPDATE identity.assignment SET valid_to = current_date - 1, valid_from = current_date"
                + " - 2 WHERE account_id IN (SELECT account_id FROM equipment.feed)");
        assertEquals(404, stranger.get(address.group()).statusCode());
        cloud.execute(
            "UPDATE identity.assignment SET valid_to = NULL WHERE account_id IN (SELECT account_id"
                + " FROM equipment.feed)");
      }
    }
  }

  /// A day of lessons to come, by the demo's calendar.
  private static LocalDate schoolDay() {
    var calendars = cloud.bean(org.khue.cloud.organisation.Calendars.class);
    LocalDate day = LocalDate.ofInstant(soon, ZONE);
    for (int ahead = 0; ahead < 300; ahead++) {
      LocalDate some = day.plusDays(ahead);
      if (calendars.on(SCHOOL, some).filter(known -> known.days().isSchoolDay(some)).isPresent()) {
        return some;
      }
    }
    throw new AssertionError("the demo's calendar has no day of lessons within 300 days");
  }
}
