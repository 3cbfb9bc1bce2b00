package org.khue.cloud.platform.files;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Clock;

/// A disk whose power goes at a chosen call: before it or, for names, after it. From then on
/// nothing works until the power is back.
final class FaultyDisk implements Disk {
  private final Disk real = new RealDisk(Clock.systemUTC());
  private int left = Integer.MAX_VALUE;
  private boolean after;
  private boolean dead;

  /// @param calls that still work
  /// @param afterwards whether the call after them has its effect though it fails
  void cutAfter(int calls, boolean afterwards) {
    left = calls;
    after = afterwards;
    dead = false;
  }

  void mend() {
    left = Integer.MAX_VALUE;
    dead = false;
  }

  boolean isDead() {
    return dead;
  }

  private interface Call {
    void run() throws IOException;
  }

  private void call(Call call) throws IOException {
    if (dead) {
      throw new IOException("no power");
    }
    if (left-- > 0) {
      call.run();
      return;
    }
    dead = true;
    if (after) {
      call.run();
    }
    throw new IOException("the power went");
  }

  @Override
  public OutputStream create(Path file) throws IOException {
    OutputStream[] out = new OutputStream[1];
    call(() -> out[0] = real.create(file));
    return out[0];
  }

  @Override
  public void sync(Path file) throws IOException {
    call(() -> real.sync(file));
  }

  @Override
  public void publish(Path from, Path to) throws IOException {
    call(() -> real.publish(from, to));
  }

  @Override
  public void touch(Path file) throws IOException {
    call(() -> real.touch(file));
  }

  @Override
  public void delete(Path file) throws IOException {
    call(() -> real.delete(file));
  }
}
