package org.khue.cloud.fleet.update;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.khue.cloud.ActingAsSystem;
import org.khue.cloud.TestCloud;
import org.khue.cloud.platform.db.TestDatabase;
import org.khue.cloud.platform.db.Transactions;
import org.khue.cloud.platform.security.Machines;
import org.khue.contract.ClockState;
import org.khue.contract.Event;
import org.khue.contract.EventKind;
import org.khue.contract.Stamp;

/// What gateways tell of updates: against a whole cloud.
@ExtendWith(ActingAsSystem.class)
class ProgramsTest {
  private static final UUID UNIT = UUID.fromString("00000000-0000-7000-8000-0000000000b2");
  private static TestCloud cloud;

  @BeforeAll
  static void start() {
    cloud = TestCloud.start(TestDatabase.create());
  }

  @AfterAll
  static void stop() {
    cloud.close();
  }

  private static Program hear(String gateway, String kind, Map<String, Object> details) {
    Stamp at = new Stamp(1_795_478_400_000_000L, 1, 1, ClockState.SYNCED);
    cloud
        .bean(Transactions.class)
        .run(
            "hearing",
            transaction -> {
              Machines.meet(transaction, gateway, UNIT);
              new ProgramConsumer()
                  .accept(transaction, gateway, List.of(new Event(at, "", kind, false, details)));
              return true;
            });
    return cloud.bean(Programs.class).after("", 100).stream()
        .filter(program -> program.gateway().equals(gateway))
        .findFirst()
        .orElseThrow();
  }

  private static Map<String, Object> version(long sequence) {
    return Map.of("sequence", sequence, "version", "1." + sequence);
  }

  @Test
  void anUpdateIsFollowedUntilItIsGood() {
    assertEquals(1, hear("p-good", EventKind.UPDATE_GOOD, version(1)).sequence());
    Program trial = hear("p-good", EventKind.UPDATE_TRIAL, version(5));
    assertEquals(Program.State.TRIAL, trial.state());
    assertEquals("1.1", trial.version(), "not yet");
    Program good = hear("p-good", EventKind.UPDATE_GOOD, version(5));
    assertEquals(Program.State.GOOD, good.state());
    assertEquals(5, good.sequence());
    assertEquals("1.5", good.version());
  }

  @Test
  void whatWasGivenUpOrRefusedDoesNotRun() {
    hear("p-back", EventKind.UPDATE_GOOD, version(4));
    hear("p-back", EventKind.UPDATE_TRIAL, version(5));
    Program back =
        hear(
            "p-back",
            EventKind.UPDATE_WENT_BACK,
            Map.of(
                "sequence",
                5,
                "version",
                "1.5",
                "running",
                4,
                "reason",
                "health",
                "message",
                "the meter is not back"));
    assertEquals(Program.State.WENT_BACK, back.state());
    assertEquals("health", back.reason());
    assertEquals(4, back.sequence());
    assertEquals("1.4", back.version());
    Program refused =
        hear(
            "p-back",
            EventKind.UPDATE_REFUSED,
            Map.of("sequence", 0, "version", "", "reason", "signer", "message", "a stranger"));
    assertEquals(Program.State.REFUSED, refused.state());
    assertEquals(4, refused.sequence());
  }

  @Test
  void anUpdateThatTheGatewayCannotNameIsKept() {
    Program first =
        hear(
            "p-new",
            EventKind.UPDATE_REFUSED,
            Map.of("reason", "unreadable", "message", "it is no update package"));
    assertEquals(0, first.sequence());
    assertEquals("unreadable", first.reason());
  }
}
