package org.khue.gateway.report;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.khue.gateway.config.ConfigLoader;
import org.khue.gateway.config.GatewayConfig;
import org.khue.gateway.config.Loaded;
import org.khue.gateway.identity.KnownCloud;

/// `gateway verify-report FILE`: whether a report is as a gateway of this cloud signed it.
public final class VerifyCommand {
  public static final String USAGE =
      "Usage: gateway verify-report FILE.pdf --ca FINGERPRINT\n"
          + "       gateway verify-report FILE.pdf --config FILE\n"
          + "FINGERPRINT is that of the cloud's root, from a sticker; with --config it is read from"
          + " a claimed gateway";

  private VerifyCommand() {}

  /// @param args behind the word `verify-report`
  /// @return whether it is genuine; messages say why not
  public static boolean run(List<String> args, PrintStream out, PrintStream err) {
    if (args.size() != 3 || !List.of("--ca", "--config").contains(args.get(1))) {
      err.println(USAGE);
      return false;
    }
    try {
      Optional<String> root =
          args.get(1).equals("--ca")
              ? Optional.of(args.get(2).toLowerCase(Locale.ROOT))
              : configured(Path.of(args.get(2)));
      if (root.isEmpty()) {
        err.println("That gateway is not claimed: give the fingerprint of the root with --ca.");
        return false;
      }
      return switch (ReportCheck.of(Files.readAllBytes(Path.of(args.get(0))), root.get())) {
        case ReportCheck.Verdict.Genuine(var signer, String report, boolean passed) -> {
          out.printf(
              "GENUINE gateway=%s certificate=%s report=%s result=%s%n",
              signer.gateway(), signer.serial(), report, passed ? "passed" : "failed");
          yield true;
        }
        case ReportCheck.Verdict.Doubted(String why) -> {
          err.println("NOT GENUINE: " + why);
          yield false;
        }
      };
    } catch (IOException e) {
      err.println("It cannot be read: " + e);
      return false;
    }
  }

  private static Optional<String> configured(Path file) throws IOException {
    return switch (new ConfigLoader(ConfigLoader.installedDrivers()).load(file)) {
      case Loaded.Good<GatewayConfig>(GatewayConfig config) -> KnownCloud.root(config.data());
      case Loaded.Wrong<GatewayConfig> wrong ->
          throw new IOException("the configuration is wrong: " + wrong.problems().getFirst());
    };
  }
}
