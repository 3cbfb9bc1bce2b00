package org.khue.sim.pty;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@EnabledOnOs(OS.LINUX)
@Timeout(20)
final class PtyTest {
  private static final Duration SHORT = Duration.ofMillis(30);
  private final byte[] buffer = new byte[512];
  @TempDir Path directory = Path.of("");

  @Test
  void everyByteValuePassesUnchangedBothWays() throws IOException {
    byte[] all = new byte[256];
    for (int i = 0; i < all.length; i++) {
      all[i] = (byte) i;
    }
    try (Pty pty = Pty.open();
        FileOutputStream out = new FileOutputStream(pty.slave().toFile());
        FileInputStream in = new FileInputStream(pty.slave().toFile())) {
      out.write(all);
      int got = 0;
      while (got < all.length) {
        byte[] part = new byte[64];
        int count = pty.read(part, Duration.ofSeconds(2));
        assertTrue(count > 0, "bytes are missing after " + got);
        System.arraycopy(part, 0, buffer, got, count);
        got += count;
      }
      assertArrayEquals(all, Arrays.copyOf(buffer, all.length));

      pty.write(all);
      await().until(() -> in.available() == all.length);
      assertArrayEquals(all, in.readNBytes(all.length));
    }
  }

  @Test
  void nothingComesBackByItself() throws IOException {
    try (Pty pty = Pty.open();
        FileOutputStream out = new FileOutputStream(pty.slave().toFile());
        FileInputStream in = new FileInputStream(pty.slave().toFile())) {
      out.write("no echo\n".getBytes(StandardCharsets.US_ASCII));
      assertEquals(8, pty.read(buffer, Duration.ofSeconds(2)));
      assertEquals(0, in.available());
    }
  }

  @Test
  void aLineThatNobodyHasOpenedIsQuietAndOneThatWasClosedHasHungUp() throws IOException {
    try (Pty pty = Pty.open()) {
      assertEquals(0, pty.read(buffer, SHORT));

      new FileOutputStream(pty.slave().toFile()).close();
      assertEquals(Pty.HUNG_UP, pty.read(buffer, SHORT));
      assertThrows(IOException.class, () -> pty.write(new byte[] {1}));

      try (FileOutputStream again = new FileOutputStream(pty.slave().toFile())) {
        again.write(7);
        assertEquals(1, pty.read(buffer, Duration.ofSeconds(2)));
        assertEquals(7, buffer[0]);
      }
    }
  }

  @Test
  void itStaysRawAfterSomebodyHasHungUp() throws IOException {
    try (Pty pty = Pty.open()) {
      new FileOutputStream(pty.slave().toFile()).close();
      try (FileOutputStream out = new FileOutputStream(pty.slave().toFile())) {
        out.write('\n');
        assertEquals(1, pty.read(buffer, Duration.ofSeconds(2)));
        assertEquals('\n', buffer[0]);
      }
    }
  }

  @Test
  void aReaderSeesTheEndWhenTheDeviceGoes() throws IOException {
    Pty pty = Pty.open();
    try (FileInputStream in = new FileInputStream(pty.slave().toFile())) {
      pty.close();
      int end;
      try {
        end = in.read();
      } catch (IOException e) {
        end = -1;
      }
      assertEquals(-1, end);
    }
    assertThrows(IOException.class, () -> pty.read(buffer, SHORT));
  }

  @Test
  void thePlaceLinksToTheTerminalAndLeavesNothingBehind() throws IOException {
    Path link = directory.resolve("by-id/reader");
    SerialPlace place = new SerialPlace(link);
    Pty pty = place.open();

    assertEquals(pty.slave(), Files.readSymbolicLink(link));
    place.close();
    assertFalse(Files.exists(link, LinkOption.NOFOLLOW_LINKS));
    await().until(() -> !Files.exists(pty.slave()));
  }

  @Test
  void aLinkThatAKilledRunLeftIsReplaced() throws IOException {
    Path link = directory.resolve("reader");
    Files.createSymbolicLink(link, Path.of("/dev/pts/99999"));
    try (SerialPlace place = new SerialPlace(link)) {
      assertEquals(place.open().slave(), Files.readSymbolicLink(link));
    }
  }

  @Test
  void anotherFileOfThatNameIsLeftAlone() throws IOException {
    Path file = Files.writeString(directory.resolve("reader"), "precious");
    try (SerialPlace place = new SerialPlace(file)) {
      assertThrows(IOException.class, place::open);
    }
    assertEquals("precious", Files.readString(file));
  }
}
