package org.khue.gateway.identity;

import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.khue.gateway.identity.CertificateClient.Outcome;

/// Claims this gateway from the command line, once, with what stands on its sticker.
public final class ClaimCommand {
  /// What it is told.
  ///
  /// @param authority SHA-256 of the cloud's root certificate
  public record Sticker(URI cloud, String authority, String code) {
    private static final String HTTPS = "https://";

    /// Everything that is wrong, in words; empty for a sound one.
    public List<String> faults() {
      return Stream.of(
              isSafe(cloud)
                  ? ""
                  : "--cloud must be https://…: the code would cross the network in the clear",
              authority.matches("[0-9a-f]{64}")
                  ? ""
                  : "--ca must be the 64 hexadecimal digits of the sticker",
              code.isBlank() ? "--code is empty" : "")
          .filter(fault -> !fault.isEmpty())
          .toList();
    }

    /// Encrypted, or on this very machine.
    public static boolean isSafe(URI cloud) {
      return cloud.toString().startsWith(HTTPS)
          || cloud.toString().matches("http://(127\\.0\\.0\\.1|localhost|\\[::1])(:\\d+)?");
    }

    /// Without the code.
    @Override
    public String toString() {
      return "Sticker[" + cloud + "]";
    }
  }

  private ClaimCommand() {}

  /// @return whether the gateway is claimed now; messages say what to do if not
  public static boolean run(
      String gateway,
      Path data,
      Sticker sticker,
      TrustedTime time,
      PrintStream out,
      PrintStream err) {
    IdentityFiles files = new IdentityFiles(data);
    try {
      Outcome outcome =
          new CertificateClient(time)
              .claim(
                  gateway, sticker.cloud(), sticker.authority(), sticker.code(), files.nextKey());
      return switch (outcome) {
        case Outcome.Given(Identity identity) -> {
          files.save(identity);
          out.println(
              "claimed: "
                  + gateway
                  + ", certificate until "
                  + identity.ends()
                  + ". A gateway that runs already: restart it.");
          yield true;
        }
        case Outcome.Refused(String why) -> {
          err.println("not claimed: " + why);
          yield false;
        }
        case Outcome.Failed(String why) -> {
          err.println("not claimed: " + why + ". Run this again: the same code stays good.");
          yield false;
        }
      };
    } catch (IOException e) {
      err.println("not claimed: " + data + " cannot be used: " + e.getMessage());
      return false;
    }
  }
}
