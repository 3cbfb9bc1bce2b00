package org.khue.contract.update;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.khue.contract.update.UpdateException.Reason;

class UpdatePackageTest {
  @TempDir Path directory;
  private final Map<String, byte[]> contents = new HashMap<>();
  private KeyPair keys;
  private ReleaseKeys believed;

  @BeforeEach
  void keys() throws Exception {
    keys = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    believed = ReleaseKeys.parse("of our school:\n" + ReleaseKeys.pem(keys.getPublic()));
    contents.put("khue-gateway.jar", "the program".getBytes(StandardCharsets.UTF_8));
    contents.put("gateway.options", "-Xmx96m\n".getBytes(StandardCharsets.UTF_8));
    contents.put("lib/netty-4.1.jar", new byte[70_000]);
    contents.put("lib/empty", new byte[0]);
  }

  @Test
  void whatWasPackedComesOut() throws Exception {
    Path file = packed(manifest(files()));
    Map<String, byte[]> out = new HashMap<>();
    UpdatePackage opened = UpdatePackage.open(file);
    UpdateManifest manifest = opened.verified(believed);
    opened.copy(manifest, (each, content) -> out.put(each.path(), content.readAllBytes()));
    assertEquals(contents.keySet(), out.keySet());
    out.forEach((path, bytes) -> assertArrayEquals(contents.get(path), bytes, path));
    assertEquals("1.2.0", manifest.version());
  }

  @Test
  void everyChangedByteIsFoundAndWhy() throws Exception {
    contents.remove("lib/netty-4.1.jar");
    byte[] good = Files.readAllBytes(packed(manifest(files())));
    Path file = directory.resolve("changed");
    for (int at = 0; at < good.length; at++) {
      byte[] changed = good.clone();
      changed[at] ^= 0x10;
      Files.write(file, changed);
      assertThrows(
          UpdateException.class, () -> UpdatePackage.open(file).verified(believed), "byte " + at);
    }
  }

  @Test
  void everyLengthButTheRightOneIsFound() throws Exception {
    contents.remove("lib/netty-4.1.jar");
    byte[] good = Files.readAllBytes(packed(manifest(files())));
    Path file = directory.resolve("cut");
    for (int length = 0; length < good.length; length++) {
      Files.write(file, Arrays.copyOf(good, length));
      assertThrows(
          UpdateException.class, () -> UpdatePackage.open(file).verified(believed), "to " + length);
    }
    Files.write(file, Arrays.copyOf(good, good.length + 1));
    assertEquals(Reason.LENGTH, reason(() -> UpdatePackage.open(file).verified(believed)));
  }

  @Test
  void anotherKeyAndNoKeyAreNotBelieved() throws Exception {
    UpdatePackage opened = UpdatePackage.open(packed(manifest(files())));
    ReleaseKeys other =
        ReleaseKeys.of(KeyPairGenerator.getInstance("Ed25519").generateKeyPair().getPublic());
    assertEquals(Reason.SIGNER, reason(() -> opened.verified(other)));
    assertEquals(Reason.NO_TRUST, reason(() -> opened.verified(ReleaseKeys.NONE)));
    UpdateHead head = opened.head();
    UpdateHead claimed =
        new UpdateHead(head.manifest(), other.ids().iterator().next(), head.signature());
    assertEquals(Reason.SIGNATURE, reason(() -> claimed.verified(other)));
  }

  @Test
  void aManifestThatNoGatewayCouldTakeIsNotEvenPacked() throws Exception {
    for (String path :
        List.of(
            "../x",
            "/etc/passwd",
            "lib/../../x",
            "lib//x",
            ".ssh/x",
            "a\\b",
            "lib/.x",
            "a b",
            "")) {
      assertEquals(Reason.PATH, reason(() -> packed(manifest(with(file(path, 0))))), path);
    }
    assertEquals(
        Reason.TOO_LARGE,
        reason(() -> packed(manifest(with(file("big", UpdateManifest.MOST_BYTES))))));
    assertEquals(
        Reason.TOO_LARGE,
        reason(() -> packed(manifest(with(file("a", Long.MAX_VALUE), file("b", 5))))));
    assertEquals(Reason.MANIFEST, reason(() -> packed(manifest(with(file("LIB/EMPTY", 0))))));
    assertEquals(Reason.MANIFEST, reason(() -> packed(manifest(with(file("lib", 0))))));
    assertEquals(Reason.MANIFEST, reason(() -> packed(manifest(with(file("x", -1))))));
    contents.remove("khue-gateway.jar");
    assertEquals(Reason.MANIFEST, reason(() -> packed(manifest(files()))));
  }

  private List<UpdateFile> with(UpdateFile... more) {
    List<UpdateFile> all = new ArrayList<>(files());
    all.addAll(List.of(more));
    return all;
  }

  private static UpdateFile file(String path, long size) {
    return new UpdateFile(path, size, Sha256.of(new byte[0]));
  }

  private List<UpdateFile> files() {
    return contents.entrySet().stream()
        .map(each ->
            new UpdateFile(each.getKey(), each.getValue().length, Sha256.of(each.getValue())))
        .toList();
  }

  private static UpdateManifest manifest(List<UpdateFile> files) {
    return new UpdateManifest(UpdateManifest.PRODUCT, 7, "1.2.0", 3, "all", 0, files);
  }

  private Path packed(UpdateManifest manifest) throws IOException, UpdateException {
    Path file = directory.resolve("package");
    UpdatePackage.write(
        file,
        manifest,
        keys.getPrivate(),
        keys.getPublic(),
        each -> new ByteArrayInputStream(contents.getOrDefault(each.path(), new byte[0])));
    return file;
  }

  private interface Work {
    void run() throws IOException, UpdateException;
  }

  private static Reason reason(Work work) {
    return assertThrows(UpdateException.class, work::run).reason();
  }
}
