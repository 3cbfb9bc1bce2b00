package org.khue.cloud.fleet.config;

import io.micronaut.http.HttpStatus;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.khue.cloud.fleet.Placements;
import org.khue.cloud.fleet.identity.ConfigSigner;
import org.khue.cloud.platform.audit.Audit;
import org.khue.cloud.platform.audit.Change;
import org.khue.cloud.platform.db.Transactions;
import org.khue.cloud.platform.problem.ProblemException;
import org.khue.cloud.platform.security.Access;
import org.khue.cloud.platform.security.Acting;
import org.khue.cloud.telemetry.GatewayDownlink;
import org.khue.contract.ConfigMessage;

/// Configurations of gateways: one draft each, which is sent signed; what the gateway says of it
/// comes as events. Going back is a new version with an older text: versions only ever grow.
@Singleton
public final class Configs {
  /// The right to read them.
  public static final String READ = "configs.read";

  /// The right to write, send and go back.
  public static final String WRITE = "configs.write";

  static final int LONGEST_NOTE = 200;

  private final Transactions transactions;
  private final Placements placements;
  private final Access access;
  private final Audit audit;
  private final ConfigSigner signer;
  private final GatewayDownlink downlink;
  private final Clock clock;

  Configs(
      Transactions transactions,
      Placements placements,
      Access access,
      Audit audit,
      ConfigSigner signer,
      GatewayDownlink downlink,
      Clock clock) {
    this.transactions = transactions;
    this.placements = placements;
    this.access = access;
    this.audit = audit;
    this.signer = signer;
    this.downlink = downlink;
    this.clock = clock;
  }

  /// What the gateway runs, as it has told; empty before it did.
  ///
  /// @throws ProblemException 404 if there is no such gateway within the scope
  public Optional<RunningConfig> running(String gateway) {
    requireAt(READ, gateway);
    return transactions.run(
        "reading a running configuration", read -> ConfigStore.running(read, gateway));
  }

  /// The newest versions before that number, newest first.
  ///
  /// @param limit at least 1
  public List<ConfigVersion> versions(String gateway, long before, int limit) {
    requireAt(READ, gateway);
    return transactions.run(
        "reading versions of a configuration",
        read -> ConfigStore.versions(read, gateway, before, limit));
  }

  /// @throws ProblemException 404
  public ConfigVersion get(String gateway, long number) {
    requireAt(READ, gateway);
    return transactions.run(
        "reading a version of a configuration",
        read -> ConfigStore.find(read, gateway, number).orElseThrow(Configs::missing));
  }

  /// The room file of a version.
  ///
  /// @throws ProblemException 404
  public String body(String gateway, long number) {
    requireAt(READ, gateway);
    return transactions.run(
        "reading a version of a configuration",
        read -> ConfigStore.body(read, gateway, number).orElseThrow(Configs::missing));
  }

  /// Keeps a text as the gateway's draft, in the place of an earlier draft.
  ///
  /// @param note why, in words; may be empty
  /// @return the draft
  /// @throws ProblemException 403, 404, or 422 with what is wrong and on which line
  public ConfigVersion save(String gateway, String text, String note) {
    UUID unit = requireAt(WRITE, gateway);
    String body = text.replace("\r\n", "\n");
    List<ProblemException.Fault> faults =
        RoomFileCheck.check(body).stream()
            .map(fault -> new ProblemException.Fault("body", fault))
            .toList();
    if (!faults.isEmpty()) {
      throw ProblemException.invalid(faults);
    }
    if (note.length() > LONGEST_NOTE) {
      throw ProblemException.invalid(
          List.of(
              new ProblemException.Fault(
                  "note", "say it in at most " + LONGEST_NOTE + " characters")));
    }
    return transactions.run(
        "keeping a draft of a configuration",
        transaction -> {
          long number =
              ConfigStore.draft(
                  transaction,
                  gateway,
                  body,
                  ConfigSigner.sha256(body),
                  note.strip(),
                  Acting.required().caller().name(),
                  now());
          note(transaction, "config.drafted", gateway, unit, number);
          return ConfigStore.find(transaction, gateway, number).orElseThrow(Configs::missing);
        });
  }

  /// Signs a draft and sends it: now if the gateway is connected, else when it connects next.
  ///
  /// @return it, as it was sent
  /// @throws ProblemException 403, 404, or 409 if it is no draft (any more)
  public ConfigVersion send(String gateway, long number) {
    UUID unit = requireAt(WRITE, gateway);
    ConfigMessage message = signer.sign(gateway, number, body(gateway, number));
    ConfigVersion sent =
        transactions.run(
            "sending a configuration",
            transaction -> {
              String by = Acting.required().caller().name();
              if (!ConfigStore.send(transaction, gateway, number, by, now())) {
                throw new ProblemException(
                    HttpStatus.CONFLICT,
                    "Version " + number + " was sent already: write a new draft.");
              }
              note(transaction, "config.sent", gateway, unit, number);
              ConfigVersion version =
                  ConfigStore.find(transaction, gateway, number).orElseThrow(Configs::missing);
              if (!version.sha256().equals(message.sha256())) {
                throw new ProblemException(
                    HttpStatus.CONFLICT,
                    "The draft was changed meanwhile: look at it again, then send it.");
              }
              return version;
            });
    downlink.retain(gateway, message);
    return sent;
  }

  /// Makes a draft of an older version's text.
  public ConfigVersion back(String gateway, long number, String note) {
    return save(gateway, body(gateway, number), note);
  }

  /// @return the unit where the gateway stands
  private UUID requireAt(String right, String gateway) {
    UUID unit = placements.get(gateway).unit();
    access.requireAt(right, unit);
    return unit;
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }

  private void note(Connection transaction, String action, String gateway, UUID unit, long number)
      throws SQLException {
    audit.record(
        transaction, new Change(action, "gateway", gateway, unit, Map.of("version", number)));
  }

  private static ProblemException missing() {
    return ProblemException.missing("version of this gateway's configuration");
  }
}
