package org.khue.sim.install;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The update files with RAUC itself: a bundle is made, checked and unpacked; one that was tampered
/// with, or signed by somebody else, is refused. Nothing is booted here.
class UpdateBundleTest {
  private static final Path UPDATE = Path.of("../firmware-config/update");

  /// Amid the payload, far before the signature at the end.
  private static final int WITHIN_THE_PAYLOAD = 20_000;

  @TempDir Path directory;

  @Test
  void aBundleIsUnpackedAsItWasMade() throws Exception {
    Path bundle = bundle(key("ours"));
    assertTrue(extract(bundle, "ours", "out").good(), () -> said(bundle));
    assertArrayEquals(
        Files.readAllBytes(directory.resolve("in/rootfs.img")),
        Files.readAllBytes(directory.resolve("out/rootfs.img")));
  }

  @Test
  void aTamperedPayloadIsRefusedThoughItsSignatureLooksRight() throws Exception {
    Path bundle = bundle(key("ours"));
    try (RandomAccessFile file = new RandomAccessFile(bundle.toFile(), "rw")) {
      file.seek(WITHIN_THE_PAYLOAD);
      int was = file.read();
      file.seek(WITHIN_THE_PAYLOAD);
      file.write(was ^ 1);
    }
    assertTrue(
        rauc("ours", "info", bundle.toString()).good(), "the header alone shows no tampering");
    Commands.Result result = extract(bundle, "ours", "out");
    assertFalse(result.good());
    assertTrue(result.said().contains("corrupt"), result.said());
    assertFalse(Files.exists(directory.resolve("out/rootfs.img")));
  }

  @Test
  void aForeignSignatureIsRefused() throws Exception {
    Path bundle = bundle(key("theirs"));
    key("ours");
    Commands.Result result = extract(bundle, "ours", "out");
    assertFalse(result.good());
    assertTrue(result.said().contains("signature verification failed"), result.said());
  }

  @Test
  void theBootBackendTurnsToTheOtherSlotAndBack() throws Exception {
    assertTrue(boot("set-primary", "A").good());
    assertEquals("A", boot("get-primary").said().strip());
    assertEquals("good", boot("get-state", "B").said().strip());
    assertTrue(boot("set-state", "B", "bad").good());
    assertEquals("bad", boot("get-state", "B").said().strip());
    assertEquals("good", boot("get-state", "A").said().strip());
    assertTrue(boot("set-state", "B", "good").good());
    assertEquals("good", boot("get-state", "B").said().strip());
    assertTrue(boot("set-primary", "B").good());
    assertEquals("B", boot("get-primary").said().strip());
    assertTrue(
        Files.readString(directory.resolve("autoboot.txt"))
            .contains("[tryboot]\nboot_partition=2"));
  }

  @Test
  void theBootBackendRefusesWhatItDoesNotKnow() throws Exception {
    Commands.Result slot = boot("set-primary", "C");
    assertFalse(slot.good());
    assertTrue(slot.said().contains("no slot 'C'"), slot.said());
    assertFalse(Files.exists(directory.resolve("autoboot.txt")), "half written");
    assertFalse(boot("reboot").good());
    assertFalse(boot("set-state", "A", "perhaps").good());
  }

  private Commands.Result boot(String... arguments) throws Exception {
    String[] command = new String[arguments.length + 2];
    command[0] = "sh";
    command[1] = UPDATE.resolve("rauc-tryboot").toString();
    System.arraycopy(arguments, 0, command, 2, arguments.length);
    return Commands.run(Map.of("KHUE_BOOT", directory.toString()), command);
  }

  /// A key of its own and a certificate for signing code.
  private String key(String name) throws Exception {
    Commands.need("openssl");
    Commands.Result made =
        Commands.run(
            "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj /CN=%2$s -keyout %1$s.key -out %1$s.pem -addext keyUsage=digitalSignature -addext extendedKeyUsage=codeSigning"
                .formatted(directory.resolve(name), name)
                .split(" "));
    assertTrue(made.good(), made.said());
    return name;
  }

  private Path bundle(String key) throws Exception {
    Commands.need("rauc");
    Path in = Files.createDirectories(directory.resolve("in"));
    byte[] rootfs = new byte[256 * 1024];
    new Random(1).nextBytes(rootfs);
    Files.write(in.resolve("rootfs.img"), rootfs);
    Files.copy(UPDATE.resolve("manifest.raucm"), in.resolve("manifest.raucm"));
    Path bundle = directory.resolve("update.raucb");
    Commands.Result made =
        Commands.run(
            "rauc",
            "bundle",
            "--cert=" + directory.resolve(key + ".pem"),
            "--key=" + directory.resolve(key + ".key"),
            in.toString(),
            bundle.toString());
    assertTrue(made.good(), made.said());
    return bundle;
  }

  private Commands.Result extract(Path bundle, String keyring, String out) throws Exception {
    return rauc(keyring, "extract", bundle.toString(), directory.resolve(out).toString());
  }

  /// With the shipped system.conf, but for where the keyring and the status lie.
  private Commands.Result rauc(String keyring, String... arguments) throws Exception {
    String shipped = Files.readString(UPDATE.resolve("system.conf"));
    Path conf =
        Files.writeString(
            directory.resolve("system.conf"),
            shipped
                .replaceFirst("(?m)^path=.*", "path=" + directory.resolve(keyring + ".pem"))
                .replaceFirst("(?m)^statusfile=.*", "statusfile=" + directory.resolve("status")));
    String[] command = new String[arguments.length + 2];
    command[0] = "rauc";
    command[1] = "--conf=" + conf;
    System.arraycopy(arguments, 0, command, 2, arguments.length);
    return Commands.run(command);
  }

  private static String said(Path bundle) {
    return "rauc does not unpack " + bundle;
  }
}
