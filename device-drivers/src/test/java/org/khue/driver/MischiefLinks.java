package org.khue.driver;

import java.util.concurrent.atomic.AtomicLong;
import org.khue.driver.link.FaultyLink;
import org.khue.driver.link.Mischief;

/// Links that misbehave, each in another way, the same for the same seed.
public final class MischiefLinks extends TestLinks {
  private final Mischief mischief;
  private final AtomicLong seed;

  public MischiefLinks(Mischief mischief, long seed) {
    this.mischief = mischief;
    this.seed = new AtomicLong(seed);
  }

  @Override
  public ByteLink tcp(String host, int port) {
    return new FaultyLink(super.tcp(host, port), mischief, seed.getAndIncrement());
  }

  @Override
  public ByteLink serial(String path, int baud) {
    return new FaultyLink(super.serial(path, baud), mischief, seed.getAndIncrement());
  }
}
