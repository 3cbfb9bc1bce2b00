package org.khue.driver.link;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.khue.driver.ByteLink;
import org.khue.driver.Fault;
import org.khue.driver.LinkException;
import org.khue.driver.RealTime;

/// Serial lines on pseudo terminals, opened through a symbolic link as udev makes them.
@EnabledOnOs(value = OS.LINUX, disabledReason = "needs pseudo terminals of Linux")
class SerialLinkTest extends ByteLinkContract {
  private final List<AutoCloseable> open = new ArrayList<>();
  private @Nullable Player player;
  @TempDir private Path folder = Path.of("");

  @Override
  ByteLink linkTo(Dialogue dialogue) throws Exception {
    Pty pty = new Pty();
    Path name = folder.resolve("reader");
    pty.linkAt(name);
    player = new Player(pty, dialogue);
    SerialLink link = new SerialLink(name.toString(), 115_200);
    open.add(link);
    open.add(player);
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

  @Test
  void aMissingDeviceSaysSo() {
    SerialLink link = new SerialLink(folder.resolve("nothing").toString(), 115_200);
    Fault fault =
        assertThrows(LinkException.class, () -> link.open(RealTime.inMillis(500))).fault();
    assertEquals("gone", fault.code());
    assertTrue(fault.message().contains("plugged in"), fault::message);
  }

  @Test
  void aWriteToAVanishedPeerIsGone() throws Exception {
    Pty pty = new Pty();
    try (SerialLink link = new SerialLink(pty.path().toString(), 115_200)) {
      link.open(RealTime.inMillis(500));
      pty.close();
      Fault fault =
          assertThrows(
                  LinkException.class, () -> link.write(new byte[] {1}, RealTime.inMillis(500)))
              .fault();
      assertEquals("gone", fault.code());
      assertFalse(link.isOpen());
    }
  }

  @Test
  void aDevicePluggedInAgainIsFoundUnderTheSameName() throws Exception {
    Path name = folder.resolve("reader");
    for (int plugged = 0; plugged < 3; plugged++) {
      try (Pty pty = new Pty();
          SerialLink link = new SerialLink(name.toString(), 115_200)) {
        pty.linkAt(name);
        link.open(RealTime.inMillis(500));
        pty.send(new byte[] {(byte) plugged, 0x11, 0x13, 0x03});
        byte[] all = new byte[4];
        for (int at = 0; at < 4; ) {
          byte[] part = new byte[4 - at];
          int count = link.read(part, RealTime.inMillis(1_000));
          System.arraycopy(part, 0, all, at, count);
          at += count;
        }
        assertArrayEquals(new byte[] {(byte) plugged, 0x11, 0x13, 0x03}, all);
      }
    }
  }
}
