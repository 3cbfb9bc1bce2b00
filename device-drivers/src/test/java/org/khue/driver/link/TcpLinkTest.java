package org.khue.driver.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.khue.driver.ByteLink;
import org.khue.driver.Fault;
import org.khue.driver.LinkException;
import org.khue.driver.RealTime;

class TcpLinkTest extends ByteLinkContract {
  private final List<AutoCloseable> open = new ArrayList<>();
  private @Nullable Player player;

  @Override
  ByteLink linkTo(Dialogue dialogue) throws Exception {
    TcpFarEnd far = new TcpFarEnd();
    player = new Player(far, dialogue);
    open.add(player);
    TcpLink link = new TcpLink("127.0.0.1", far.port());
    open.add(link);
    return link;
  }

  @Override
  void finish() throws Exception {
    Objects.requireNonNull(player).finish();
  }

  @Override
  void closeAll() throws Exception {
    for (AutoCloseable each : open) {
      each.close();
    }
  }

  private static Fault openingFails(TcpLink link) {
    return assertThrows(LinkException.class, () -> link.open(RealTime.inMillis(1_000))).fault();
  }

  @Test
  void aClosedPortSaysWhatToLookAt() throws Exception {
    TcpFarEnd nobody = new TcpFarEnd();
    nobody.close();
    Fault fault = openingFails(new TcpLink("127.0.0.1", nobody.port()));
    assertEquals(
        new Fault.Gone(
            "tcp://127.0.0.1:"
                + nobody.port()
                + " refuses the connection: is the device on, is the port right?"),
        fault);
  }

  @Test
  void anUnknownNameSaysSo() {
    Fault fault = openingFails(new TcpLink("no-such-device.invalid", 5025));
    assertTrue(List.of("gone", "timeout").contains(fault.code()), fault::toString);
    assertTrue(fault.message().contains("no-such-device.invalid"), fault::message);
  }

  @Test
  void aPeerThatReadsNothingEndsAWriteAtItsDeadline() throws Exception {
    try (TcpFarEnd deaf = new TcpFarEnd();
        TcpLink link = new TcpLink("127.0.0.1", deaf.port())) {
      link.open(RealTime.inMillis(1_000));
      long start = System.nanoTime();
      Fault fault =
          assertThrows(
                  LinkException.class, () -> link.write(new byte[64 << 20], RealTime.inMillis(300)))
              .fault();
      assertEquals("timeout", fault.code());
      assertTrue(System.nanoTime() - start < 2_000_000_000L);
    }
  }
}
