package org.khue.gateway.update;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.khue.contract.update.ReleaseKeys;
import org.khue.contract.update.UpdateException;
import org.khue.contract.update.UpdateManifest;
import org.khue.contract.update.UpdatePackage;
import org.khue.gateway.files.DurableFile;

/// `./khue update …`, on the desk where releases are made: a key, a package, a look at one. Exit
/// codes: 0 done, 1 not done, 2 wrong arguments.
public final class UpdateCommand {
  private static final String USAGE =
      """
      Usage: ./khue update keygen --to DIRECTORY
                   makes release.key, which signs releases and stays with you, and release.pem
             ./khue update pack --sequence N --version V --key release.key --to FILE
                   [--from DIRECTORY] [--after N] [--architecture all|amd64|arm64]
                   [--not-before 2026-12-01T00:00:00Z]
                   signs a package of what was built here, or of a directory
             ./khue update verify --keys release.pem FILE
                   whether a package is whole and signed by one of these keys
      """;

  private static final int NOT_DONE = 1;
  private static final int WRONG = 2;
  private static final String PUBLIC = "release.pem";

  private static final Set<String> PACK =
      Set.of(
          "--sequence",
          "--version",
          "--key",
          "--to",
          "--from",
          "--after",
          "--architecture",
          "--not-before");

  private final PrintStream out;
  private final PrintStream err;

  private UpdateCommand(PrintStream out, PrintStream err) {
    this.out = out;
    this.err = err;
  }

  public static void main(String[] args) {
    System.exit(run(List.of(args), System.out, System.err));
  }

  /// @return the exit code
  static int run(List<String> args, PrintStream out, PrintStream err) {
    return new UpdateCommand(out, err).run(args);
  }

  private int run(List<String> args) {
    try {
      return switch (args.isEmpty() ? "" : args.getFirst()) {
        case "keygen" -> keygen(options(args, 1, args.size(), Set.of("--to")));
        case "pack" -> pack(options(args, 1, args.size(), PACK));
        case "verify" -> verify(args);
        default -> throw new IllegalArgumentException("Which of keygen, pack and verify?");
      };
    } catch (IllegalArgumentException | DateTimeException e) {
      err.println(e.getMessage());
      err.print(USAGE);
      return WRONG;
    } catch (UpdateException e) {
      err.println("Refused (" + e.reason().code() + "): " + e.getMessage());
      return NOT_DONE;
    } catch (IOException e) {
      err.println("Not done: " + e);
      return NOT_DONE;
    }
  }

  private int keygen(Map<String, String> options) throws IOException {
    Path directory = Path.of(needed(options, "--to"));
    Path secret = directory.resolve("release.key");
    if (Files.exists(secret)) {
      err.println(
          secret + " exists: gateways that believe it would take no other. Choose another place.");
      return NOT_DONE;
    }
    try {
      KeyPair keys = KeyPairGenerator.getInstance(ReleaseKeys.ALGORITHM).generateKeyPair();
      String pem = ReleaseKeys.pem(keys.getPublic());
      // The public key lies with the private one, which cannot tell it.
      DurableFile.writeSecret(secret, ReleaseKeys.secretPem(keys) + pem);
      DurableFile.write(directory.resolve(PUBLIC), pem);
      out.println(ReleaseKeys.id(keys.getPublic()));
      err.println(
          secret
              + " signs releases: keep it off the network, and a copy in a safe. "
              + PUBLIC
              + " goes to /etc/khue of each gateway (updates: { keys: release.pem }) and to the"
              + " cloud.");
      return 0;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has " + ReleaseKeys.ALGORITHM, e);
    }
  }

  private int pack(Map<String, String> options) throws IOException, UpdateException {
    Path keyFile = Path.of(needed(options, "--key"));
    Path to = Path.of(needed(options, "--to"));
    String from = options.get("--from");
    PackedFiles files =
        from == null
            ? PackedFiles.built(Path.of(System.getProperty("khue.home", ".")))
            : PackedFiles.of(Path.of(from));
    String begins = options.get("--not-before");
    UpdateManifest manifest =
        new UpdateManifest(
            UpdateManifest.PRODUCT,
            number(needed(options, "--sequence"), "--sequence"),
            needed(options, "--version"),
            number(options.getOrDefault("--after", "0"), "--after"),
            options.getOrDefault("--architecture", UpdateManifest.ANY),
            begins == null ? 0 : Instant.parse(begins).toEpochMilli(),
            files.listed());
    String pem = Files.readString(keyFile);
    PrivateKey key = ReleaseKeys.privateKey(pem);
    PublicKey its = ReleaseKeys.publicKey(pem);
    Path beside = to.resolveSibling(to.getFileName() + ".new");
    try {
      UpdatePackage.write(beside, manifest, key, its, file -> files.open(file.path()));
      // What this desk would not believe itself, it does not hand out.
      UpdatePackage.open(beside).verified(ReleaseKeys.of(its));
      Files.move(beside, to, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(beside);
    }
    describe(manifest, ReleaseKeys.id(its), Files.size(to));
    return 0;
  }

  private int verify(List<String> args) throws IOException, UpdateException {
    if (args.size() != 4) {
      throw new IllegalArgumentException("verify needs --keys and a package");
    }
    Map<String, String> options = options(args, 1, 3, Set.of("--keys"));
    ReleaseKeys keys = ReleaseKeys.parse(Files.readString(Path.of(needed(options, "--keys"))));
    Path file = Path.of(args.get(3));
    UpdatePackage opened = UpdatePackage.open(file);
    describe(opened.verified(keys), opened.head().key(), Files.size(file));
    return 0;
  }

  private void describe(UpdateManifest manifest, String key, long bytes) {
    out.printf(
        "sequence %d, version %s, for %s, after %d, not before %s, %d files, %d bytes, key %s%n",
        manifest.sequence(),
        manifest.version(),
        manifest.architecture(),
        manifest.after(),
        manifest.notBeforeMillis() == 0
            ? "now"
            : Instant.ofEpochMilli(manifest.notBeforeMillis()).toString(),
        manifest.files().size(),
        bytes,
        key);
  }

  private static Map<String, String> options(
      List<String> args, int from, int to, Set<String> known) {
    Map<String, String> options = new HashMap<>();
    for (int i = from; i < to; i += 2) {
      if (!known.contains(args.get(i)) || i + 1 >= to) {
        throw new IllegalArgumentException(args.get(i) + " is not known, or has no value");
      }
      options.put(args.get(i), args.get(i + 1));
    }
    return options;
  }

  private static String needed(Map<String, String> options, String name) {
    String value = options.get(name);
    if (value == null) {
      throw new IllegalArgumentException(name + " is missing");
    }
    return value;
  }

  private static long number(String text, String name) {
    if (!text.matches("[0-9]{1,12}")) {
      throw new IllegalArgumentException(name + " must be a whole number");
    }
    return Long.parseLong(text);
  }
}
