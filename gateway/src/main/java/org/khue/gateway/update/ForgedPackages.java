package org.khue.gateway.update;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.khue.contract.update.ReleaseKeys;
import org.khue.contract.update.UpdateFile;
import org.khue.contract.update.UpdateHead;
import org.khue.contract.update.UpdateManifest;
import org.khue.contract.update.UpdatePackage;
import org.khue.contract.wire.JsonCodec;
import org.khue.gateway.journal.chaos.Seeds;

/// Makes packages that must not be taken: changed on their way, signed by strangers, older than
/// what runs, for another machine; and such as a release key has signed that fell into wrong hands
/// or was used carelessly, with paths and sizes that no gateway may follow.
final class ForgedPackages {
  private static final int KINDS = 16;
  private static final String EMPTY =
      "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

  private static final List<String> PATHS =
      List.of("gateway.options", "khue-gateway.jar", "lib/a.jar");

  private final KeyPair keys;
  private final KeyPair stranger;
  private final long runs;
  private final RandomGenerator random;

  /// @param runs the sequence that the gateway runs
  ForgedPackages(long runs, long seed) {
    this.runs = runs;
    random = Seeds.random(seed);
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance(ReleaseKeys.ALGORITHM);
      keys = generator.generateKeyPair();
      stranger = generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has " + ReleaseKeys.ALGORITHM, e);
    }
  }

  /// The public key that the gateway believes.
  String trusted() {
    return ReleaseKeys.pem(keys.getPublic());
  }

  void good(Path to, long sequence) throws IOException {
    UpdateHead head = head(manifest(sequence, 0, "all", files(sequence)), keys);
    Files.write(to, assembled(head, contents(sequence)));
  }

  /// One that must be refused.
  void bad(Path to) throws IOException {
    Files.write(to, bad());
  }

  private byte[] bad() throws IOException {
    long later = runs + 1 + random.nextInt(1_000_000);
    List<UpdateFile> files = files(later);
    UpdateManifest right = manifest(later, 0, "all", files);
    byte[] contents = contents(later);
    byte[] good = assembled(head(right, keys), contents);
    return switch (random.nextInt(KINDS)) {
      case 0, 1, 2 -> flipped(good);
      case 3 -> Arrays.copyOf(good, random.nextInt(good.length));
      case 4 -> Arrays.copyOf(good, good.length + 1 + random.nextInt(1_000));
      case 5 -> assembled(head(right, stranger), contents);
      case 6 -> {
        UpdateHead theirs = UpdatePackage.sign(right, stranger.getPrivate(), keys.getPublic());
        yield assembled(theirs, contents);
      }
      case 7 ->
          assembled(head(manifest(1 + random.nextLong(runs), 0, "all", files), keys), contents);
      case 8 -> assembled(head(manifest(runs, 0, "all", files), keys), contents);
      case 9 -> assembled(head(manifest(later + 1, later, "all", files), keys), contents);
      case 10 -> assembled(head(manifest(later, 0, "arm64", files), keys), contents);
      case 11 -> {
        // A signature of the release before, under a manifest that tells a later one.
        UpdateHead old = head(manifest(runs, 0, "all", files), keys);
        yield assembled(
            new UpdateHead(JsonCodec.write(right), old.key(), old.signature()), contents);
      }
      case 12 -> assembled(head(right, keys), contents(later + 1));
      case 13 -> signed(later, new UpdateFile(leadingOut(), 0, EMPTY));
      case 14 ->
          signed(later, new UpdateFile("lib/large.jar", UpdateManifest.MOST_BYTES + 1, EMPTY));
      default ->
          assembled(
              head(new UpdateManifest("another-product", later, "1.0", 0, "all", 0, files), keys),
              contents);
    };
  }

  private String leadingOut() {
    List<String> paths =
        List.of(
            "../pointer",
            "lib/../../../pointer",
            "/etc/cron.d/x",
            "..",
            "lib/..",
            ".profile",
            "lib//x",
            "C:\\x",
            "lib/\u0000x",
            "");
    return paths.get(random.nextInt(paths.size()));
  }

  /// Signed by the believed key, with one more file than is good for anybody.
  private byte[] signed(long sequence, UpdateFile more) throws IOException {
    List<UpdateFile> files = new ArrayList<>(files(sequence));
    files.add(more);
    return assembled(head(manifest(sequence, 0, "all", files), keys), contents(sequence));
  }

  private static UpdateHead head(UpdateManifest manifest, KeyPair by) {
    return UpdatePackage.sign(manifest, by.getPrivate(), by.getPublic());
  }

  private byte[] flipped(byte[] bytes) {
    byte[] copy = bytes.clone();
    copy[random.nextInt(copy.length)] ^= (byte) (1 << random.nextInt(8));
    return copy;
  }

  private static UpdateManifest manifest(
      long sequence, long after, String architecture, List<UpdateFile> files) {
    return new UpdateManifest(
        UpdateManifest.PRODUCT, sequence, "1." + sequence, after, architecture, 0, files);
  }

  private static List<UpdateFile> files(long sequence) throws IOException {
    List<UpdateFile> files = new ArrayList<>();
    for (String path : PATHS) {
      byte[] content = content(path, sequence);
      String sha256 = UpdatePackage.sha256(new ByteArrayInputStream(content));
      files.add(new UpdateFile(path, content.length, sha256));
    }
    return files;
  }

  private static byte[] contents(long sequence) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    PATHS.forEach(path -> all.writeBytes(content(path, sequence)));
    return all.toByteArray();
  }

  private static byte[] content(String path, long sequence) {
    return (path + " of " + sequence + "\n").getBytes(StandardCharsets.UTF_8);
  }

  /// The bytes of a package, whether it is one that may be made or not.
  private static byte[] assembled(UpdateHead head, byte[] contents) throws IOException {
    byte[] json = JsonCodec.write(head);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.write(UpdatePackage.magic());
      out.writeInt(json.length);
      out.write(json);
      out.write(contents);
    }
    return bytes.toByteArray();
  }
}
