package org.khue.cloud.equipment.booking;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.khue.cloud.TestCloud;
import org.khue.cloud.equipment.Own;
import org.khue.cloud.equipment.model.Interval;
import org.khue.cloud.equipment.register.Item;
import org.khue.cloud.identity.Role;
import org.khue.cloud.matrix.Call;
import org.khue.cloud.matrix.Sample;
import org.khue.cloud.platform.security.Acting;

/// How the routes of bookings are called. The school has an item that the program has booked.
public final class BookingSample implements Sample {
  private static final String MARKER = "Đặt chỗ MX";

  @Override
  public Map<String, Call> calls(TestCloud cloud, UUID school) {
    return Acting.system("sample").call(() -> made(cloud, school));
  }

  private static Map<String, Call> made(TestCloud cloud, UUID school) {
    UUID type = Own.type(cloud, school, "MX-BOOK").id();
    Item item = Own.item(cloud, school, type, null, "Máy chiếu MX");
    Instant soon = Instant.now().plus(Duration.ofDays(2));
    Interval time = new Interval(soon, soon.plus(Duration.ofHours(1)));
    Thing thing = new Thing.OfItem(item.id());
    Order order = new Order(school, thing, List.of(time), false, MARKER, "");
    Outcome.Booked booked = (Outcome.Booked) cloud.bean(Bookings.class).book(order);
    UUID id = booked.bookings().getFirst().id();
    String page = "/bookings/schools/" + school;
    String route = "/bookings/schools/{school}";
    Map<String, Call> calls = new TreeMap<>();
    calls.put("GET /bookings", Call.plain("/bookings"));
    calls.put("GET " + route, Call.thing(page + "?thing=" + thing.text()));
    calls.put("GET " + route + "/new", Call.thing(page + "/new"));
    calls.put("POST " + route + "/new", Call.thing(page + "/new").form("thing="));
    calls.put("GET " + route + "/list", Call.thing(page + "/list"));
    calls.put("GET " + route + "/feeds", Call.thing(page + "/feeds"));
    calls.put("POST " + route + "/feeds", Call.thing(page + "/feeds").form("thing="));
    calls.put("GET /calendars/{name}", Call.plain("/calendars/none.ics"));
    String one = "/bookings/" + id;
    calls.put("POST /bookings/{id}/cancel", others(Call.thing(one + "/cancel")));
    calls.put("POST /bookings/{id}/cancel-series", others(Call.thing(one + "/cancel-series")));
    String api = "/api/v1/units/" + school + "/bookings";
    String window = "?from=" + soon.minusSeconds(60) + "&to=" + soon.plusSeconds(60);
    calls.put("GET /api/v1/units/{unit}/bookings", Call.thing(api + window));
    calls.put("POST /api/v1/units/{unit}/bookings", Call.thing(api).json("{\"times\": []}"));
    calls.put("DELETE /api/v1/bookings/{id}", others(Call.thing("/api/v1" + one)));
    return calls;
  }

  /// Somebody else's booking is cancelled by few.
  private static Call others(Call call) {
    return call.notFor(Role.TEACHER, Role.SUBJECT_LEAD, Role.LIBRARIAN);
  }
}
