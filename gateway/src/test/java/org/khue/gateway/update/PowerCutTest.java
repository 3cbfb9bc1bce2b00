package org.khue.gateway.update;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.khue.contract.EventKind;
import org.khue.gateway.testing.Releases;

/// The power goes at each step that changes the disk, before it or in the middle of it: the
/// launcher always finds a whole version, and the update still comes to its end.
class PowerCutTest {
  private static final int ENOUGH = 60;

  @TempDir Path directory;

  /// Stops working at its n-th step, as a machine without power does.
  private static final class CuttingDisk implements UpdateDisk {
    private final UpdateDisk real = new RealUpdateDisk();
    private int left;
    private final boolean half;

    CuttingDisk(int steps, boolean half) {
      left = steps;
      this.half = half;
    }

    boolean cut() {
      return left < 0;
    }

    /// @return whether this step is the one in which the power goes
    private boolean last() throws IOException {
      if (--left < -1) {
        throw new IOException("no power");
      }
      return left == -1;
    }

    private void gone() throws IOException {
      throw new IOException("the power goes");
    }

    @Override
    public void makeDirectory(Path directory) throws IOException {
      if (last()) {
        gone();
      }
      real.makeDirectory(directory);
    }

    @Override
    public void write(Path file, InputStream content) throws IOException {
      if (last()) {
        if (half) {
          byte[] all = content.readAllBytes();
          real.write(file, new ByteArrayInputStream(all, 0, all.length / 2));
        }
        gone();
      }
      real.write(file, content);
    }

    @Override
    public void replace(Path file, String content) throws IOException {
      if (last()) {
        if (half) {
          Files.writeString(file.resolveSibling(file.getFileName() + ".new"), "half");
        }
        gone();
      }
      real.replace(file, content);
    }

    @Override
    public void rename(Path from, Path to) throws IOException {
      if (last()) {
        if (half) {
          real.rename(from, to);
        }
        gone();
      }
      real.rename(from, to);
    }

    @Override
    public void sync(Path directory) throws IOException {
      if (last()) {
        gone();
      }
      real.sync(directory);
    }

    @Override
    public void delete(Path path) throws IOException {
      if (last()) {
        if (half && Files.isDirectory(path)) {
          try (var found = Files.walk(path)) {
            for (Path file : found.filter(Files::isRegularFile).limit(2).toList()) {
              Files.delete(file);
            }
          }
        }
        gone();
      }
      real.delete(path);
    }
  }

  @Test
  void anUpdateEndsWellWhereverThePowerGoes() throws Exception {
    int step = 0;
    while (step < ENOUGH && run(step, false) && run(step, true)) {
      step++;
    }
    assertTrue(step > 20 && step < ENOUGH, "the update ends after " + step + " steps");
  }

  @Test
  void aGatewayGoesBackWhereverThePowerGoes() throws Exception {
    int step = 0;
    while (step < ENOUGH && back(step, false) && back(step, true)) {
      step++;
    }
    assertTrue(step > 1 && step < ENOUGH, "going back ends after " + step + " steps");
  }

  /// @return whether the power went before the gateway was back
  private boolean back(int step, boolean half) throws Exception {
    Board board = new Board(Files.createDirectories(directory.resolve("back-" + step + half)));
    Releases desk = new Releases();
    desk.trust(board.trust);
    Updates first = board.start();
    first.look();
    desk.pack(board.incoming("new"), 5);
    first.look();
    board.health = new Health(List.of(), List.of("meter"), true, "");
    CuttingDisk disk = new CuttingDisk(step, half);
    board.disk = disk;
    worse(board);
    board.disk = new RealUpdateDisk();
    for (int start = 0; start < 4; start++) {
      worse(board);
    }
    String when = "cut at " + step + ", half " + half;
    assertTrue(board.launched().contains("-Dkhue.packaged=yes"), when);
    assertEquals(Pointer.PACKAGED, new UpdateFiles(board.updates, board.disk).pointer(), when);
    assertTrue(board.events(EventKind.UPDATE_WENT_BACK).size() >= 1, when);
    return disk.cut();
  }

  /// One start of a version under which the room does worse.
  private static void worse(Board board) throws Exception {
    Updates running = board.start();
    running.look();
    board.time.advance(Board.PATIENCE);
    running.look();
  }

  /// @return whether the power went before the update was good
  private boolean run(int step, boolean half) throws Exception {
    Board board = new Board(Files.createDirectories(directory.resolve(step + "-" + half)));
    Releases desk = new Releases();
    desk.trust(board.trust);
    board.start().look();
    desk.pack(board.incoming("new"), 5);
    CuttingDisk disk = new CuttingDisk(step, half);
    board.disk = disk;
    update(board);
    board.disk = new RealUpdateDisk();
    List<String> launched = board.launched();
    assertWhole(launched, "cut at " + step);
    for (int start = 0; start < 4 && !isGood(board); start++) {
      update(board);
    }
    assertTrue(isGood(board), "cut at " + step + ", half " + half);
    return disk.cut();
  }

  /// One start after the other, as long as each ends by itself.
  private static void update(Board board) throws Exception {
    for (int start = 0; start < 3; start++) {
      Updates running = board.start();
      running.look();
      board.time.advance(Board.SETTLE);
      running.look();
      if (!board.restarted) {
        return;
      }
    }
  }

  private static boolean isGood(Board board) throws Exception {
    Pointer pointer = new UpdateFiles(board.updates, board.disk).pointer();
    return pointer.equals(new Pointer(5, 0, 0));
  }

  private static void assertWhole(List<String> launched, String when) throws Exception {
    Release release = Board.release(launched);
    if (!release.packaged()) {
      Path version = release.updates().resolve("versions/" + release.sequence());
      Process sums =
          new ProcessBuilder("sha256sum", "--check", "--status", "--strict", "SHA256SUMS")
              .directory(version.toFile())
              .start();
      assertEquals(0, sums.waitFor(), when);
    }
  }
}
