package org.khue.cloud.telemetry.internal.courier;

import io.micronaut.http.HttpStatus;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.khue.cloud.platform.audit.Audit;
import org.khue.cloud.platform.audit.Change;
import org.khue.cloud.platform.db.Transactions;
import org.khue.cloud.platform.problem.ProblemException;
import org.khue.cloud.platform.security.Access;
import org.khue.cloud.platform.security.Machines;
import org.khue.cloud.platform.security.Reach;
import org.khue.cloud.telemetry.CourierKeys;
import org.khue.cloud.telemetry.GatewayCertificates;
import org.khue.cloud.telemetry.GatewayCertificates.Standing;
import org.khue.cloud.telemetry.internal.ingest.Ingest;
import org.khue.contract.Ack;
import org.khue.contract.Batch;
import org.khue.contract.Stream;
import org.khue.contract.courier.CourierException;
import org.khue.contract.courier.CourierPackage;
import org.khue.contract.courier.CourierReceipt;
import org.khue.contract.wire.BatchCodec;
import org.khue.contract.wire.JsonCodec;
import org.khue.contract.wire.WireException;

/// Takes packages that were carried here on a stick. They go through the same ingest as what comes
/// over the network, so a package that comes twice, or of which a part has come before, has no
/// second effect.
@Singleton
public final class Courier {
  public static final String RIGHT = "courier.import";

  /// As for a renewal: a gateway without a network cannot renew its certificate, so a package is
  /// taken for so long after it has ended.
  private static final Duration GRACE = Duration.ofDays(400);

  private final GatewayCertificates certificates;
  private final CourierKeys keys;
  private final Ingest ingest;
  private final Access access;
  private final Transactions transactions;
  private final Audit audit;
  private final Clock clock;

  Courier(
      GatewayCertificates certificates,
      CourierKeys keys,
      Ingest ingest,
      Access access,
      Transactions transactions,
      Audit audit,
      Clock clock) {
    this.certificates = certificates;
    this.keys = keys;
    this.ingest = ingest;
    this.access = access;
    this.transactions = transactions;
    this.audit = audit;
    this.clock = clock;
  }

  /// A package that was opened, of a gateway within reach.
  private record Opened(CourierPackage sealed, String gateway, UUID unit) {}

  /// Hears how far a package is written.
  @FunctionalInterface
  interface Progress {
    void written(long batches, long of);
  }

  /// Looks into a package as whoever acts, and writes nothing.
  ///
  /// @throws ProblemException as [#take(Path)], but 409
  Held look(Path file) throws IOException {
    try {
      Opened opened = opened(file);
      long[] counts = counted(opened.sealed, new BootTimes());
      return new Held(opened.gateway, opened.unit, counts[0], counts[1]);
    } catch (CourierException e) {
      throw refused(String.valueOf(e.getMessage()));
    }
  }

  /// Takes a package as whoever acts.
  ///
  /// @throws ProblemException 422 for what is no package of a gateway of this cloud, or damaged;
  ///   403 for a revoked gateway or one out of reach; 409 where entries are missing before it
  public Imported take(Path file) throws IOException {
    return take(file, (batches, of) -> {});
  }

  /// The same, told about.
  Imported take(Path file, Progress progress) throws IOException {
    try {
      Opened opened = opened(file);
      String gateway = opened.gateway;
      Imported imported = written(opened.sealed, gateway, progress);
      transactions.run(
          "noting a package",
          transaction -> {
            audit.record(
                transaction,
                new Change(
                    "courier.imported",
                    "gateway",
                    gateway,
                    opened.unit,
                    Map.of(
                        "sha256",
                        imported.sha256(),
                        "entries",
                        imported.entries(),
                        "fresh",
                        imported.fresh())));
            return true;
          });
      return imported;
    } catch (CourierException e) {
      throw refused(String.valueOf(e.getMessage()));
    }
  }

  private Opened opened(Path file) throws IOException, CourierException {
    CourierPackage sealed = CourierPackage.open(file);
    String gateway = signer(sealed);
    UUID unit =
        transactions.run(
            "finding the unit of a gateway",
            transaction -> Machines.unit(transaction, gateway).orElse(Reach.ROOT));
    access.requireAt(RIGHT, unit);
    return new Opened(sealed, gateway, unit);
  }

  /// How many batches and entries it holds; learns the times of its boots.
  private long[] counted(CourierPackage sealed, BootTimes times)
      throws IOException, CourierException {
    long[] counts = new long[2];
    sealed.read(
        keys.opening(),
        bytes -> {
          Batch batch = read(bytes);
          times.learn(batch);
          counts[0]++;
          counts[1] += Math.max(0, batch.lastSeq() - batch.firstSeq() + 1);
        });
    return counts;
  }

  private String signer(CourierPackage sealed) throws IOException, CourierException {
    String named = sealed.head().gateway();
    X509Certificate certificate =
        certificates.bySerial(sealed.head().serial()).orElseThrow(Courier::stranger);
    if (!sealed.isSigned(certificate.getPublicKey())) {
      throw stranger();
    }
    String owner =
        switch (certificates.standing(certificate)) {
          case Standing.Good(String gateway, var _) -> gateway;
          case Standing.Expired(String gateway)
              when certificate.getNotAfter().toInstant().plus(GRACE).isAfter(clock.instant()) ->
              gateway;
          case Standing.Expired _, Standing.Unknown _ -> throw stranger();
          case Standing.Revoked(String gateway) ->
              throw new ProblemException(
                  HttpStatus.FORBIDDEN,
                  "The certificate of "
                      + gateway
                      + " was revoked, so nothing is taken of it any more.");
        };
    if (!owner.equals(named)) {
      throw stranger();
    }
    return owner;
  }

  private Imported written(CourierPackage sealed, String gateway, Progress progress)
      throws IOException, CourierException {
    BootTimes times = new BootTimes();
    long[] counts = counted(sealed, times);
    Sending sending = new Sending(ingest, gateway, clock.instant());
    Map<Stream, Long> before = sending.ask();
    long[] sent = new long[1];
    sealed.read(
        keys.opening(),
        bytes -> {
          sending.send(times.dated(read(bytes)));
          progress.written(++sent[0], counts[0]);
        });
    Map<Stream, Long> after = sending.finish();
    List<Ack> acks = new ArrayList<>();
    long fresh = 0;
    for (Stream stream : Stream.values()) {
      long upTo = after.getOrDefault(stream, 0L);
      acks.add(new Ack(stream, upTo, null));
      fresh += upTo - before.getOrDefault(stream, 0L);
    }
    String sha256 = sealed.sha256();
    byte[] receipt = JsonCodec.write(new CourierReceipt(gateway, sha256, acks, clock.millis()));
    return new Imported(
        gateway,
        sha256,
        counts[0],
        counts[1],
        fresh,
        acks,
        new CourierReceipt.Signed(
            receipt, keys.signReceipt(CourierReceipt.content(receipt)), keys.chain()));
  }

  private static Batch read(byte[] bytes) throws CourierException {
    try {
      return BatchCodec.readKeepingMalformed(bytes);
    } catch (WireException e) {
      throw new CourierException("it holds what is no batch: " + e.getMessage(), e);
    }
  }

  private static ProblemException stranger() {
    return refused(
        "it is not signed by a gateway of this cloud, or was changed since: export it anew on the"
            + " gateway");
  }

  private static ProblemException refused(String why) {
    return new ProblemException(
        HttpStatus.UNPROCESSABLE_ENTITY, "The package is not taken: " + why + ".");
  }
}
