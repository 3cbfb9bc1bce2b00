package org.khue.gateway.device;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.khue.driver.PointSpec;
import org.khue.gateway.testing.Points;

class PollPlanTest {
  private final PollPlan plan =
      new PollPlan(
          List.of(point("power", 1), point("voltage", 1), point("energy", 10), point("pushed", 0)));

  @Test
  void pointsWithOnePeriodAreReadTogether() {
    plan.restart(500);
    assertEquals(List.of("power", "voltage"), ids(plan));
  }

  @Test
  void readsKeepToTheGridAndLateOnesDoNotPileUp() {
    plan.restart(300_000);
    PollPlan.Group second = group();
    second.done(350_000);
    group().done(400_000);
    assertEquals(1_000_000, plan.dueAt());
    group().done(5_700_000);
    assertEquals(6_000_000, plan.dueAt(), "the reads of seconds 2 to 5 are not made up for");
  }

  @Test
  void withoutPolledPointsNothingIsDue() {
    PollPlan none = new PollPlan(List.of(point("pushed", 0)));
    assertNull(none.first());
    assertEquals(Long.MAX_VALUE, none.dueAt());
  }

  private PollPlan.Group group() {
    PollPlan.Group first = plan.first();
    assertNotNull(first);
    return first;
  }

  private static List<String> ids(PollPlan plan) {
    PollPlan.Group first = plan.first();
    assertNotNull(first);
    return first.points().stream().map(PointSpec::id).toList();
  }

  private static PointSpec point(String id, int seconds) {
    return Points.measured(id, "1", Duration.ofSeconds(seconds), Points.EACH);
  }
}
