package org.khue.sim.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.khue.sim.doctor.Finding.Level;

class ChecksTest {

  @Test
  void anOldJavaIsBadAndTheFixNamesTheVersion() {
    assertEquals(Level.OK, Checks.java(25).level());
    Finding old = Checks.java(17);
    assertEquals(Level.BAD, old.level());
    assertTrue(old.fix().contains("25"));
  }

  @Test
  void aClockOf1970IsBadAndAnUnsynchronisedOneIsNoted() {
    Clock wrong = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);
    Clock plausible = Clock.fixed(Checks.EARLIEST.plusSeconds(60), ZoneOffset.UTC);
    assertEquals(Level.BAD, Checks.clock(wrong, true).level());
    assertEquals(Level.NOTE, Checks.clock(plausible, false).level());
    assertEquals(Level.OK, Checks.clock(plausible, true).level());
  }

  @Test
  void aMissingDataFolderIsBad(@TempDir Path folder) {
    assertEquals(Level.BAD, Checks.disk(folder.resolve("missing")).level());
  }

  @Test
  void aServerThatListensIsReachableAndAClosedOneIsNot() throws IOException {
    int port;
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = server.getLocalPort();
      assertEquals(Level.OK, Checks.reachable("broker", "127.0.0.1", port, "start it").level());
    }
    Finding closed = Checks.reachable("broker", "127.0.0.1", port, "start it");
    assertEquals(Level.BAD, closed.level());
    assertEquals("start it", closed.fix());
  }

  @Test
  void aFileThatIsNoCertificateIsBad(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("x.pem"), "not a certificate");
    assertEquals(Level.BAD, Checks.certificates(file, Clock.systemUTC()).getFirst().level());
  }

  @Test
  void aTakenPortSaysHowToFindTheOwner() {
    assertTrue(Checks.freePort(8080, "the cloud's pages", false).toString().contains("ss -ltnp"));
  }
}
