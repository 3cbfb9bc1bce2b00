package org.khue.contract.courier;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CourierPackageTest {
  private static final KeyPair CLOUD = keys();
  private static final KeyPair GATEWAY = keys();

  @TempDir Path directory;

  private static KeyPair keys() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] signed(byte[] content) {
    try {
      Signature signature = Signature.getInstance("SHA256withECDSA");
      signature.initSign(GATEWAY.getPrivate());
      signature.update(content);
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private Path written(List<byte[]> batches) throws IOException {
    Path file = directory.resolve("package");
    try (OutputStream out = Files.newOutputStream(file)) {
      CourierWriter writer = new CourierWriter(out, "gw-1", "7f", 5, CLOUD.getPublic());
      for (byte[] batch : batches) {
        writer.add(batch);
      }
      writer.finish(CourierPackageTest::signed);
    }
    return file;
  }

  private static List<byte[]> batches(int... sizes) {
    Random random = new Random(1);
    List<byte[]> batches = new ArrayList<>();
    for (int size : sizes) {
      byte[] batch = new byte[size];
      random.nextBytes(batch);
      batches.add(batch);
    }
    return batches;
  }

  private static List<byte[]> read(Path file, PrivateKey key) throws IOException, CourierException {
    List<byte[]> read = new ArrayList<>();
    CourierPackage.open(file).read(key, read::add);
    return read;
  }

  @Test
  void whatIsSealedIsReadBackByTheCloudAlone() throws Exception {
    for (int[] sizes : new int[][] {{}, {1}, {65_532, 65_536, 65_528}, {300_000, 1, 200_000}}) {
      List<byte[]> batches = batches(sizes);
      Path file = written(batches);
      CourierPackage opened = CourierPackage.open(file);
      assertEquals("gw-1", opened.head().gateway());
      assertTrue(opened.isSigned(GATEWAY.getPublic()));
      assertFalse(opened.isSigned(CLOUD.getPublic()));
      List<byte[]> read = read(file, CLOUD.getPrivate());
      assertEquals(batches.size(), read.size());
      for (int i = 0; i < read.size(); i++) {
        assertArrayEquals(batches.get(i), read.get(i));
      }
      assertThrows(CourierException.class, () -> read(file, GATEWAY.getPrivate()));
    }
  }

  @Test
  void aChangedByteAnywhereIsFound() throws Exception {
    Path file = written(batches(500, 70_000));
    byte[] whole = Files.readAllBytes(file);
    int found = 0;
    int tried = 0;
    for (int i = 0; i < whole.length; i += i < 600 || i > whole.length - 120 ? 1 : 997) {
      byte[] changed = whole.clone();
      changed[i] ^= 4;
      Files.write(file, changed);
      tried++;
      found += isRefused(file) ? 1 : 0;
    }
    assertEquals(tried, found);
    assertTrue(tried > 600);
  }

  @Test
  void aFileThatIsCutOffIsFoundWithoutTheSignatureToo() throws Exception {
    Path file = written(batches(500, 70_000, 70_000));
    byte[] whole = Files.readAllBytes(file);
    for (int length : new int[] {0, 10, 17, 100, 600, 70_000, whole.length - 1}) {
      Files.write(file, Arrays.copyOf(whole, length));
      assertTrue(isRefused(file), length + " bytes");
    }
    for (int length : new int[] {600, 70_000, 140_000}) {
      Files.write(file, Arrays.copyOf(whole, length));
      assertThrows(CourierException.class, () -> read(file, CLOUD.getPrivate()));
    }
  }

  private static boolean isRefused(Path file) throws IOException {
    try {
      return !CourierPackage.open(file).isSigned(GATEWAY.getPublic());
    } catch (CourierException e) {
      return true;
    }
  }
}
