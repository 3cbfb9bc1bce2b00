package org.khue.cloud.pages.ui;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import org.khue.cloud.platform.web.BinSource;

/// People who do not exist, in memory: some to list, to delete and to bring back.
final class SamplePeople implements BinSource {
  static final String KIND = "sample-person";
  static final List<String> GROUPS = List.of("6A2", "6A10", "7A1", "8A2", "9A1");

  private static final int COUNT = 240;
  private static final long SEED = 2026;
  private static final List<String> FAMILY =
      List.of("Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Đặng", "Võ", "Đỗ", "Tôn Nữ", "Ê Ban");
  private static final List<String> MIDDLE =
      List.of("Thị", "Văn", "Ngọc", "Minh", "Thị Thuỳ", "Đình", "Quang", "Huỳnh Như", "Hữu", "");
  private static final List<String> GIVEN =
      List.of(
          "An", "Ánh", "Bình", "Châu", "Dũng", "Dung", "Đạt", "Hoà", "Khuê", "Linh", "Mỹ", "Nghĩa",
          "Oanh", "Phượng", "Quỳnh", "Sương", "Thuỷ", "Trưởng", "Uyên", "Vỹ", "Yến");

  private final Clock clock;
  private final List<SamplePerson> all = new ArrayList<>();
  private final Map<String, Instant> deleted = new ConcurrentHashMap<>();

  SamplePeople(Clock clock) {
    this.clock = clock;
    Random random = new Random(SEED);
    Instant now = clock.instant();
    for (int i = 1; i <= COUNT; i++) {
      String name =
          String.join(" ", one(random, FAMILY), one(random, MIDDLE), one(random, GIVEN))
              .replaceAll(" +", " ");
      all.add(
          new SamplePerson(
              "p" + i,
              i == 7 ? "Công Tằng Tôn Nữ Huyền Trân Nguyễn Phúc Bảo Ngọc Thuỳ Dương" : name,
              one(random, GROUPS),
              LocalDate.of(2012, 1, 1).plusDays(random.nextInt(1_800)),
              random.nextInt(30),
              SamplePerson.State.values()[random.nextInt(3)],
              now.minus(Duration.ofMinutes(random.nextInt(9_000)))));
    }
  }

  private static String one(Random random, List<String> of) {
    return of.get(random.nextInt(of.size()));
  }

  List<SamplePerson> present() {
    return all.stream().filter(person -> !deleted.containsKey(person.id())).toList();
  }

  boolean delete(String id) {
    return person(id).isPresent() && deleted.putIfAbsent(id, clock.instant()) == null;
  }

  private Optional<SamplePerson> person(String id) {
    return all.stream().filter(person -> person.id().equals(id)).findFirst();
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public String nameKey() {
    return "ui.sample-person";
  }

  @Override
  public String right() {
    return UiModule.RIGHT;
  }

  @Override
  public List<Binned> list(int most) {
    return deleted.keySet().stream()
        .flatMap(id -> find(id).stream())
        .sorted(Comparator.comparing(Binned::at).reversed())
        .limit(most)
        .toList();
  }

  @Override
  public Optional<Binned> find(String id) {
    Instant at = deleted.get(id);
    return at == null
        ? Optional.empty()
        : person(id).map(person -> new Binned(id, person.name(), at, "—", true));
  }

  @Override
  public boolean restore(String id) {
    return deleted.remove(id) != null;
  }

  /// Nothing is ever gone for good here: the next start brings everybody back.
  @Override
  public int purge(Instant before) {
    return 0;
  }
}
