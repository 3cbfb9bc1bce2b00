package org.khue.cloud.organisation.internal.demo;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.khue.cloud.organisation.Building;
import org.khue.cloud.organisation.BuildingFacts;
import org.khue.cloud.organisation.DemoCity;
import org.khue.cloud.organisation.Level;
import org.khue.cloud.organisation.Room;
import org.khue.cloud.organisation.RoomFacts;
import org.khue.cloud.organisation.RoomKind;
import org.khue.cloud.organisation.Site;
import org.khue.cloud.organisation.SiteFacts;
import org.khue.cloud.organisation.Unit;

/// Sites, buildings and rooms of the invented units. The city lies off the coast, in the Gulf of
/// Tonkin, so that no real place is shown.
final class DemoPlaces {
  private static final double LATITUDE = 20.30;
  private static final double LONGITUDE = 107.20;
  private static final double WARD_SPACING = 0.03;
  private static final int ROOMS_A_FLOOR = 6;

  private final List<Site> sites = new ArrayList<>();
  private final List<Building> buildings = new ArrayList<>();
  private final List<Room> rooms = new ArrayList<>();

  List<Site> sites() {
    return sites;
  }

  List<Building> buildings() {
    return buildings;
  }

  List<Room> rooms() {
    return rooms;
  }

  void addOffice(Unit unit, int ward) {
    site(unit, ward, "Trụ sở");
  }

  void add(Unit unit, int ward, int classes) {
    UUID site = site(unit, ward, "Cơ sở chính");
    int classrooms = Math.max(classes, 1);
    int floors = (classrooms - 1) / ROOMS_A_FLOOR + 1;
    UUID lessons = building(unit, site, "A", "Nhà A (phòng học)", floors);
    for (int i = 0; i < classrooms; i++) {
      room(unit, lessons, "A", i, "Phòng học", RoomKind.CLASSROOM, "54.00", 45);
    }
    UUID subjects = building(unit, site, "B", "Nhà B (phòng bộ môn, văn phòng)", 2);
    List<Special> special = special(unit);
    for (int i = 0; i < special.size(); i++) {
      Special some = special.get(i);
      room(unit, subjects, "B", i, some.name(), some.kind(), some.area(), some.capacity());
    }
    if (unit.id().equals(DemoCity.SCHOOL)) {
      smartRooms(unit, subjects);
    }
  }

  private record Special(String name, RoomKind kind, String area, int capacity) {}

  private static List<Special> special(Unit unit) {
    List<Special> rooms = new ArrayList<>();
    rooms.add(new Special("Văn phòng", RoomKind.OFFICE, "36.00", 12));
    List<Level> levels = unit.facts().levels();
    if (levels.isEmpty()) {
      return rooms;
    }
    rooms.add(new Special("Thư viện", RoomKind.LIBRARY, "90.00", 60));
    if (levels.stream().anyMatch(level -> level != Level.PRESCHOOL)) {
      rooms.add(new Special("Phòng Tin học", RoomKind.COMPUTER_LAB, "72.00", 45));
      rooms.add(new Special("Nhà đa năng", RoomKind.GYM, "450.00", 300));
    }
    if (levels.contains(Level.LOWER_SECONDARY) || levels.contains(Level.UPPER_SECONDARY)) {
      rooms.add(new Special("Phòng Vật lí", RoomKind.PHYSICS_LAB, "72.00", 45));
      rooms.add(new Special("Phòng Hóa học", RoomKind.CHEMISTRY_LAB, "72.00", 45));
      rooms.add(new Special("Phòng Sinh học", RoomKind.BIOLOGY_LAB, "72.00", 45));
      rooms.add(new Special("Phòng STEAM", RoomKind.STEAM, "90.00", 40));
    }
    if (levels.contains(Level.UPPER_SECONDARY)) {
      rooms.add(new Special("Phòng ghi hình", RoomKind.STUDIO, "40.00", 10));
    }
    return rooms;
  }

  /// The rooms of the demo's gateways, under the ids of their room files.
  private void smartRooms(Unit unit, UUID building) {
    String area = "72.00";
    room(unit, building, "vat-li-1", 2, "Phòng Vật lí 1", RoomKind.PHYSICS_LAB, area, 45);
    room(unit, building, "steam", 2, "Phòng STEAM", RoomKind.STEAM, area, 40);
    room(unit, building, "thu-vien", 1, "Thư viện thông minh", RoomKind.LIBRARY, area, 60);
    room(unit, building, "lop-6a1", 1, "Lớp học thông minh 6A1", RoomKind.CLASSROOM, area, 45);
  }

  private UUID site(Unit unit, int ward, String name) {
    Random random = new Random(unit.code().hashCode());
    UUID id = DemoCity.id("site", unit.code());
    double latitude =
        LATITUDE + WARD_SPACING * (ward / 3) + round(random.nextDouble() * WARD_SPACING);
    double longitude =
        LONGITUDE + WARD_SPACING * (ward % 3) + round(random.nextDouble() * WARD_SPACING);
    String address =
        "Số "
            + (1 + random.nextInt(200))
            + " đường Tưởng Tượng, "
            + DemoNames.WARDS.get(ward).name();
    SiteFacts facts = new SiteFacts(name, address, round(latitude), round(longitude), true);
    sites.add(new Site(id, unit.id(), facts, 1));
    return id;
  }

  private UUID building(Unit unit, UUID site, String code, String name, int floors) {
    UUID id = DemoCity.id("building", unit.code(), code);
    buildings.add(new Building(id, unit.id(), new BuildingFacts(site, code, name, floors), 1));
    return id;
  }

  private void room(
      Unit unit,
      UUID building,
      String prefix,
      int index,
      String name,
      RoomKind kind,
      String area,
      int capacity) {
    boolean numbered = prefix.length() == 1;
    int floor = numbered ? index / ROOMS_A_FLOOR + 1 : index;
    String code =
        numbered ? "%s%d%02d".formatted(prefix, floor, index % ROOMS_A_FLOOR + 1) : prefix;
    String shown = kind == RoomKind.CLASSROOM && numbered ? name + " " + code : name;
    RoomFacts facts =
        new RoomFacts(building, code, shown, kind, floor, capacity, new BigDecimal(area));
    rooms.add(new Room(DemoCity.id("room", unit.code(), code), unit.id(), facts, 1));
  }

  private static double round(double degrees) {
    return Math.round(degrees * 100_000) / 100_000.0;
  }
}
