package org.khue.gateway.identity;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.khue.contract.PinHash;
import org.khue.driver.TimeSource;
import org.khue.gateway.identity.CertificateClient.Outcome;
import org.khue.gateway.local.setup.SetupPages;
import org.khue.gateway.uplink.Access;
import org.khue.gateway.uplink.HttpsAccess;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps this gateway's identity: claims it with the configured code, renews it when two thirds of
/// its life are over or when the cloud says that it has ended, and gives the uplink what to connect
/// with. Nothing waits for it.
public final class GatewayIdentity implements Access, SetupPages.Owner, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(GatewayIdentity.class);
  private static final Duration LOOK = Duration.ofSeconds(2);
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(2);
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(15);

  /// How the gateway is to be claimed, as its configuration says.
  ///
  /// @param cloud where certificates are asked for
  /// @param authority fingerprint of the sticker; null where the gateway was claimed by hand
  /// @param code null where the gateway was claimed by hand
  public record Settings(
      String gateway, URI cloud, @Nullable String authority, @Nullable String code) {
    /// Without the code.
    @Override
    public String toString() {
      return gateway + " at " + cloud;
    }
  }

  private record Known(Identity identity, Way way, HttpsAccess https) {}

  private final Settings settings;
  private final IdentityFiles files;
  private final TimeSource time;
  private final TrustedTime trusted;
  private final CertificateClient client;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(Thread.ofVirtual().name("identity").factory());
  private volatile @Nullable Known known;
  private volatile Way without =
      new Way.None("this gateway is not claimed yet: run 'gateway claim' with a sticker's code");
  private volatile boolean refused;
  private boolean givenUp;
  private long nextTryMicros;
  private Duration pause = FIRST_PAUSE;

  /// @param data the gateway's directory
  public GatewayIdentity(Settings settings, Path data, TimeSource time, TrustedTime trusted) {
    this.settings = settings;
    this.time = time;
    this.trusted = trusted;
    files = new IdentityFiles(data);
    client = new CertificateClient(trusted);
    reload();
  }

  /// Looks after it in a thread of its own from now on.
  public void start() {
    timer.scheduleWithFixedDelay(this::look, 0, LOOK.toMillis(), TimeUnit.MILLISECONDS);
  }

  @Override
  public Way way() {
    Known current = known;
    return current == null ? without : current.way();
  }

  @Override
  public @Nullable HttpsAccess https() {
    Known current = known;
    return current == null ? null : current.https();
  }

  @Override
  public void refused() {
    refused = true;
  }

  /// Whether there is a certificate of this gateway's.
  @Override
  public boolean claimed() {
    return known != null;
  }

  /// The hash of the sticker's PIN; empty before the claim, and where the sticker had none.
  public Optional<PinHash> pin() {
    Known current = known;
    String pin = current == null ? null : current.identity().pin();
    return pin == null ? Optional.empty() : Optional.of(new PinHash(pin));
  }

  /// Signs with the gateway's key and shows its certificates; empty before the claim.
  public Optional<Seal> seal() {
    return Optional.ofNullable(known)
        .map(current -> new Seal(current.identity().key(), current.identity().chain()));
  }

  /// What the gateway vouches for a paper with.
  ///
  /// @param chain its own certificate first
  public record Seal(PrivateKey key, List<X509Certificate> chain) {
    public Seal {
      chain = List.copyOf(chain);
    }

    /// Without the key.
    @Override
    public String toString() {
      return "Seal";
    }
  }

  /// Claims this gateway while it runs, with what stands on its sticker. The uplink connects by
  /// itself then.
  ///
  /// @return empty when it is claimed; otherwise what came of it, in words
  @Override
  public synchronized Optional<String> claim(ClaimCommand.Sticker sticker) {
    if (known != null) {
      return Optional.of("this gateway is claimed already");
    }
    try {
      Outcome outcome =
          client.claim(
              settings.gateway(),
              sticker.cloud(),
              sticker.authority(),
              sticker.code(),
              files.nextKey());
      return switch (outcome) {
        case Outcome.Given given -> {
          take(given, "claimed");
          yield claimed() ? Optional.empty() : Optional.of(without.toString());
        }
        case Outcome.Refused(String why) -> Optional.of(why);
        case Outcome.Failed(String why) -> Optional.of(why);
      };
    } catch (IOException e) {
      return Optional.of("the identity cannot be kept: " + e.getMessage());
    }
  }

  /// When the certificate ends; empty for none.
  public Optional<Instant> ends() {
    return Optional.ofNullable(known).map(current -> current.identity().ends());
  }

  /// SHA-256 of the cloud's root, in lower-case hexadecimal; null before the gateway knows it.
  public @Nullable String authority() {
    Known current = known;
    if (settings.authority() != null) {
      return settings.authority();
    }
    return current == null ? null : CloudTrust.fingerprint(current.identity().root());
  }

  private void look() {
    try {
      check();
    } catch (RuntimeException e) {
      LOG.error("A bug in keeping the gateway's identity, which goes on", e);
    }
  }

  /// One look: asks for a certificate if it is time to.
  synchronized void check() {
    Known current = known;
    if (current == null) {
      reload();
      current = known;
    }
    if (time.monotonicMicros() < nextTryMicros || givenUp && current == null) {
      return;
    }
    if (current == null) {
      claim();
    } else if (refused || !trusted.now().isBefore(current.identity().renewAt())) {
      renew(current.identity());
    }
  }

  private void claim() {
    String code = settings.code();
    String authority = settings.authority();
    if (code == null || authority == null) {
      return;
    }
    try {
      Outcome outcome =
          client.claim(settings.gateway(), settings.cloud(), authority, code, files.nextKey());
      if (outcome instanceof Outcome.Refused(String why)) {
        givenUp = true;
        without = new Way.None("this gateway was not claimed: " + why);
        LOG.error("This gateway was not claimed, and will not try this code again: {}", why);
      } else {
        take(outcome, "claimed");
      }
    } catch (IOException e) {
      later("the new key cannot be kept: " + e.getMessage());
    }
  }

  private void renew(Identity present) {
    try {
      Optional<Identity> onDisk = files.load();
      if (onDisk.isPresent() && !onDisk.get().own().equals(present.own())) {
        use(onDisk.get()); // claimed by hand meanwhile
        refused = false;
        return;
      }
      take(client.renew(present, files.nextKey()), "renewed");
    } catch (IOException e) {
      later("the new key cannot be kept: " + e.getMessage());
    }
  }

  private void take(Outcome outcome, String done) throws IOException {
    switch (outcome) {
      case Outcome.Given(Identity identity) -> {
        files.save(identity);
        use(identity);
        refused = false;
        pause = FIRST_PAUSE;
        LOG.info("This gateway's certificate is {}, good until {}", done, identity.ends());
      }
      case Outcome.Refused(String why) -> {
        refused = false;
        later(why);
      }
      case Outcome.Failed(String why) -> later(why);
    }
  }

  private void later(String why) {
    without = new Way.None("no certificate yet: " + why);
    LOG.warn("No new certificate, the next try in {} s: {}", pause.toSeconds(), why);
    nextTryMicros = time.monotonicMicros() + pause.toNanos() / 1_000;
    Duration doubled = pause.multipliedBy(2);
    pause = doubled.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : doubled;
  }

  private void reload() {
    try {
      files.load().ifPresent(this::use);
    } catch (IOException e) {
      without = new Way.None(String.valueOf(e.getMessage()));
    }
  }

  private void use(Identity identity) {
    if (!identity.gateway().equals(settings.gateway())) {
      without =
          new Way.None(
              files.file()
                  + " is the identity of "
                  + identity.gateway()
                  + ", the configuration says "
                  + settings.gateway()
                  + ": correct the one or claim again");
      return;
    }
    trusted.learn(identity.issued());
    Way way = new Way.Certificate(identity.mqtt(), new CloudSockets(identity, trusted));
    known = new Known(identity, way, new HttpsIdentity(identity, trusted));
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
