package org.khue.driver;

import java.util.Arrays;
import java.util.Random;

/// Spoils bytes in the ways that wires and bad firmware do: the same seed spoils the same way.
public final class Mutations {
  private final Random random;

  public Mutations(long seed) {
    random = new Random(seed);
  }

  /// A changed copy: bits turned, bytes lost, added, repeated, or the rest cut off.
  public byte[] spoil(byte[] good) {
    byte[] bytes = good.clone();
    int changes = 1 + random.nextInt(4);
    for (int i = 0; i < changes; i++) {
      bytes = change(bytes);
    }
    return bytes;
  }

  private byte[] change(byte[] bytes) {
    if (bytes.length == 0) {
      return new byte[] {(byte) random.nextInt(256)};
    }
    int at = random.nextInt(bytes.length);
    switch (random.nextInt(6)) {
      case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
      case 1 -> bytes[at] = (byte) random.nextInt(256);
      case 2 -> bytes[at] = (byte) (random.nextBoolean() ? 0 : 0xFF);
      case 3 -> {
        return Arrays.copyOf(bytes, at);
      }
      case 4 -> {
        return insert(bytes, at, new byte[] {(byte) random.nextInt(256)});
      }
      default -> {
        int end = at + 1 + random.nextInt(bytes.length - at);
        return insert(bytes, at, Arrays.copyOfRange(bytes, at, end));
      }
    }
    return bytes;
  }

  private static byte[] insert(byte[] bytes, int at, byte[] more) {
    byte[] longer = new byte[bytes.length + more.length];
    System.arraycopy(bytes, 0, longer, 0, at);
    System.arraycopy(more, 0, longer, at, more.length);
    System.arraycopy(bytes, at, longer, at + more.length, bytes.length - at);
    return longer;
  }
}
