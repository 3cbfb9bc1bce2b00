package org.khue.gateway.local.care;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.khue.gateway.config.ConfigLoader;
import org.khue.gateway.config.GatewayConfig;
import org.khue.gateway.config.Loaded;

/// `gateway diagnostics --config FILE --out FILE`: the bundle of a gateway that does not run, or
/// does not start.
public final class DiagnosticsCommand {
  public static final String USAGE = "Usage: gateway diagnostics --config FILE --out FILE.zip";

  private DiagnosticsCommand() {}

  /// @param args behind the word `diagnostics`
  /// @param version of this program
  /// @return whether there is a bundle; messages say what to do if not
  public static boolean run(
      List<String> args, String version, Instant now, PrintStream out, PrintStream err) {
    if (args.size() != 4 || !args.get(0).equals("--config") || !args.get(2).equals("--out")) {
      err.println(USAGE);
      return false;
    }
    Path target = Path.of(args.get(3));
    try {
      Bundle bundle = bundle(Path.of(args.get(1)), version, now);
      Files.createFile(
          target,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      try (OutputStream file = Files.newOutputStream(target)) {
        bundle.writeTo(file);
      }
      out.println(target + " is written. It holds no secrets; look through it before you send it.");
      return true;
    } catch (FileAlreadyExistsException e) {
      err.println(target + " is there already: choose another name.");
    } catch (IOException e) {
      err.println("Not written: " + e.getMessage());
    }
    return false;
  }

  private static Bundle bundle(Path file, String version, Instant now) throws IOException {
    return switch (new ConfigLoader(ConfigLoader.installedDrivers()).load(file)) {
      case Loaded.Good<GatewayConfig>(GatewayConfig config) -> {
        Bundle bundle = new Bundle(new Masking(Secrets.of(config)));
        BundleParts.stopped(bundle, version, now);
        BundleParts.configured(bundle, config);
        yield bundle;
      }
      case Loaded.Wrong<GatewayConfig> wrong -> {
        Bundle bundle = new Bundle(new Masking(Set.of()));
        BundleParts.stopped(bundle, version, now);
        BundleParts.wrong(bundle, wrong.problems());
        yield bundle;
      }
    };
  }
}
