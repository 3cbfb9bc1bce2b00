package org.khue.cloud.organisation;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.khue.cloud.TestCloud;
import org.khue.cloud.matrix.Call;
import org.khue.cloud.matrix.Sample;
import org.khue.cloud.platform.security.Acting;

/// How the routes of units are called. The matrix's units become units of the directory, with the
/// same reach; below the school there is one more, and a site, a building, a room and a class.
public final class OrganisationSample implements Sample {
  private static final LocalDate START = LocalDate.of(2020, 1, 1);

  @Override
  public Map<String, Call> calls(TestCloud cloud, UUID school) {
    cloud.execute(
        """
        INSERT INTO organisation.unit (id, code, name, kind, levels)
        SELECT id, 'M-' || upper(right(id::text, 12)), 'Trường ' || id, 'school', '{primary}'::text[]
        FROM (SELECT ancestor AS id FROM platform.reach UNION SELECT descendant FROM platform.reach)
        ON CONFLICT DO NOTHING;
        INSERT INTO organisation.relation (kind, from_unit, to_unit, valid_from)
        SELECT 'manages', ancestor, descendant, date '2020-01-01' FROM platform.reach
        WHERE ancestor <> descendant AND ancestor <> '00000000-0000-7000-8000-000000000001'
          AND NOT EXISTS (SELECT FROM organisation.relation r
                          WHERE r.to_unit = descendant AND r.kind = 'manages')
        """);
    return Acting.system("sample").call(() -> calls(cloud, school, "/units/" + school));
  }

  private static Map<String, Call> calls(TestCloud cloud, UUID school, String page) {
    Places places = cloud.bean(Places.class);
    Unit child = cloud.bean(Units.class).create(school, START, null, facts());
    UUID relation = cloud.bean(Relations.class).of(child.id()).getFirst().id();
    Site site = places.addSite(school, new SiteFacts("Cơ sở", null, null, null, true));
    Building building = places.addBuilding(school, new BuildingFacts(site.id(), "A", "Nhà A", 1));
    RoomFacts roomFacts =
        new RoomFacts(building.id(), "MX-101", "Phòng", RoomKind.STEAM, 1, null, null);
    Room room = cloud.bean(Rooms.class).add(school, roomFacts);
    SchoolClass some =
        cloud.bean(SchoolClasses.class).add(school, new ClassFacts(2026, 1, "1M", null));
    Map<String, Call> calls = new TreeMap<>();
    pages(calls, page, room.id(), relation);
    form(calls, page, "/below/new", "/below/new");
    form(calls, page, "/edit", "/edit");
    form(calls, page, "/merge", "/merge");
    form(calls, page, "/close", "/close");
    form(calls, page, "/sites/new", "/sites/new");
    form(calls, page, "/sites/{site}", "/sites/" + site.id());
    form(calls, page, "/buildings/new", "/buildings/new");
    form(calls, page, "/buildings/{building}", "/buildings/" + building.id());
    form(calls, page, "/classes/new", "/classes/new");
    form(calls, page, "/classes/{some}", "/classes/" + some.id());
    form(calls, page, "/classes/copy/{year}", "/classes/copy/1990");
    form(calls, page, "/calendar/new", "/calendar/new");
    String unit = "/api/v1/units/{unit}";
    String own = "/api/v1" + page;
    directory(calls, own, school, child.id(), relation);
    record(calls, "sites", unit, own, site.id(), "{\"name\": \"\", \"main\": false}");
    record(
        calls,
        "buildings",
        unit,
        own,
        building.id(),
        "{\"site\": \"%s\", \"code\": \"\", \"name\": \"\", \"floors\": 1}".formatted(site.id()));
    String emptyRoom = "{\"building\": \"%s\", \"code\": \"\", \"name\": \"\", \"floor\": 1,";
    record(
        calls,
        "rooms",
        unit,
        own,
        room.id(),
        (emptyRoom + " \"kind\": \"gym\"}").formatted(building.id()));
    calls.put("DELETE /api/v1/rooms/{id}", Call.thing("/api/v1/rooms/" + room.id()));
    String noName = "{\"year\": 2026, \"grade\": 1, \"name\": \"\"}";
    record(calls, "classes", unit, own, some.id(), noName);
    calls.put("GET " + unit + "/classes", Call.thing(own + "/classes?year=2026"));
    calls.put("DELETE /api/v1/classes/{id}", Call.thing("/api/v1/classes/" + some.id()));
    calendars(calls, unit, own);
    return calls;
  }

  private static UnitFacts facts() {
    return new UnitFacts(
        "M-BELOW",
        "Điểm trường",
        null,
        UnitKind.SCHOOL,
        List.of(Level.PRIMARY),
        Ownership.PUBLIC,
        START,
        null,
        null,
        null);
  }

  private static void pages(Map<String, Call> calls, String page, UUID room, UUID relation) {
    calls.put("GET /units", Call.plain("/units"));
    calls.put("GET /units/tree", Call.plain("/units/tree"));
    calls.put("GET /units/{id}", Call.plain(page));
    calls.put("GET /units/{id}/classes", Call.thing(page + "/classes"));
    calls.put("GET /units/{id}/calendar", Call.thing(page + "/calendar"));
    calls.put("GET /units/{id}/calendar/{year}", Call.thing(page + "/calendar/2026"));
    calls.put(
        "POST /units/{id}/calendar/{year}", Call.thing(page + "/calendar/2026").form("version=1"));
    calls.put("GET /units/{id}/rooms", Call.thing(page + "/rooms"));
    calls.put("GET /units/{id}/rooms/new", Call.thing(page + "/rooms/new"));
    calls.put("POST /units/{id}/rooms/new", Call.thing(page + "/rooms/new").form("code=A"));
    calls.put("GET /units/{id}/rooms/{room}", Call.thing(page + "/rooms/" + room));
    calls.put("POST /units/{id}/rooms/{room}", Call.thing(page + "/rooms/" + room).form("code=A"));
    String one = page + "/rooms/" + room;
    calls.put("GET /units/{id}/places", Call.thing(page + "/places"));
    calls.put("GET /units/{id}/rooms/{room}/history", Call.thing(one + "/history"));
    calls.put("POST /units/{id}/rooms/{room}/remove", Call.thing(one + "/remove").form("a=b"));
    String relations = page + "/relations/";
    calls.put("GET /units/{id}/relations/new", Call.thing(relations + "new"));
    calls.put("POST /units/{id}/relations/new", Call.thing(relations + "new").form("decision=1"));
    calls.put("GET /units/{id}/relations/{relation}", Call.thing(relations + relation));
    calls.put(
        "POST /units/{id}/relations/{relation}",
        Call.thing(relations + relation).form("decision=1"));
  }

  /// A form of a unit that is sent with nothing right in it.
  private static void form(Map<String, Call> calls, String page, String route, String path) {
    calls.put("GET /units/{id}" + route, Call.thing(page + path));
    calls.put("POST /units/{id}" + route, Call.thing(page + path).form("version=0"));
  }

  private static void directory(
      Map<String, Call> calls, String own, UUID school, UUID child, UUID relation) {
    String unit =
        "{\"code\": \"?\", \"name\": \"\", \"kind\": \"school\", \"levels\": [],"
            + " \"ownership\": \"public\"}";
    String days = "{\"validFrom\": \"2020-01-01\"}";
    String path = "/api/v1/relations/" + relation;
    calls.put("GET /api/v1/units", Call.plain("/api/v1/units"));
    calls.put("GET /api/v1/units/tree", Call.plain("/api/v1/units/tree"));
    calls.put("GET /api/v1/units/{id}", Call.plain(own));
    calls.put("PUT /api/v1/units/{id}", Call.thing(own).json(unit));
    calls.put(
        "POST /api/v1/units",
        Call.thing("/api/v1/units")
            .json(
                "{\"parent\": \"%s\", \"since\": \"2020-01-01\", \"unit\": %s}"
                    .formatted(school, unit)));
    calls.put("GET /api/v1/units/{unit}/relations", Call.plain(own + "/relations"));
    calls.put(
        "POST /api/v1/units/{unit}/merger",
        Call.thing(own + "/merger")
            .json("{\"successor\": \"%s\", \"day\": \"2026-01-01\"}".formatted(school)));
    calls.put(
        "POST /api/v1/units/{unit}/closure",
        Call.thing(own + "/closure").json("{\"day\": \"1800-01-01\"}"));
    calls.put("GET /api/v1/relations/{id}", Call.plain(path));
    calls.put("PUT /api/v1/relations/{id}", Call.thing(path).json(days));
    calls.put("DELETE /api/v1/relations/{id}", Call.thing(path));
    calls.put(
        "POST /api/v1/relations",
        Call.thing("/api/v1/relations")
            .json(
                "{\"kind\": \"manages\", \"from\": \"%s\", \"to\": \"%s\", \"validFrom\": \"2021-01-01\"}"
                    .formatted(school, child)));
  }

  /// The routes that all records of a unit have.
  ///
  /// @param body that is read, and then refused for its contents
  private static void record(
      Map<String, Call> calls, String things, String unit, String own, UUID id, String body) {
    String one = "/api/v1/" + things + "/";
    calls.put("GET " + unit + "/" + things, Call.thing(own + "/" + things));
    calls.put("POST " + unit + "/" + things, Call.thing(own + "/" + things).json(body));
    calls.put("GET " + one + "{id}", Call.thing(one + id));
    calls.put("PUT " + one + "{id}", Call.thing(one + id).json(body));
  }

  private static void calendars(Map<String, Call> calls, String unit, String own) {
    String body =
        "{\"year\": 2030, \"starts\": \"2026-09-05\", \"ends\": \"2027-05-31\", \"weekdays\": [1],"
            + " \"terms\": [], \"holidays\": [], \"periods\": []}";
    String list = own + "/calendars";
    String year = unit + "/calendars/{year}";
    calls.put("GET " + unit + "/moment", Call.thing(own + "/moment"));
    calls.put("GET " + unit + "/calendars", Call.thing(list));
    calls.put("POST " + unit + "/calendars", Call.thing(list).json(body));
    calls.put("GET " + year, Call.thing(list + "/2026"));
    calls.put("PUT " + year, Call.thing(list + "/2026").json(body));
    calls.put("DELETE " + year, Call.thing(list + "/2026"));
    calls.put(
        "POST " + year + "/from-template", Call.thing(list + "/2025/from-template").json("{}"));
  }
}
