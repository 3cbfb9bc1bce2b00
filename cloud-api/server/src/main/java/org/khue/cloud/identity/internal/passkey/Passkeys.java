package org.khue.cloud.identity.internal.passkey;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.yubico.webauthn.AssertionRequest;
import com.yubico.webauthn.AssertionResult;
import com.yubico.webauthn.FinishAssertionOptions;
import com.yubico.webauthn.FinishRegistrationOptions;
import com.yubico.webauthn.RegistrationResult;
import com.yubico.webauthn.RelyingParty;
import com.yubico.webauthn.StartAssertionOptions;
import com.yubico.webauthn.StartRegistrationOptions;
import com.yubico.webauthn.data.AuthenticatorSelectionCriteria;
import com.yubico.webauthn.data.PublicKeyCredential;
import com.yubico.webauthn.data.PublicKeyCredentialCreationOptions;
import com.yubico.webauthn.data.RelyingPartyIdentity;
import com.yubico.webauthn.data.ResidentKeyRequirement;
import com.yubico.webauthn.data.UserIdentity;
import com.yubico.webauthn.data.UserVerificationRequirement;
import com.yubico.webauthn.exception.AssertionFailedException;
import com.yubico.webauthn.exception.RegistrationFailedException;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpStatus;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.khue.cloud.identity.internal.account.Account;
import org.khue.cloud.identity.internal.account.AccountStore;
import org.khue.cloud.identity.internal.account.PublicUrl;
import org.khue.cloud.identity.internal.ceremony.Ceremonies;
import org.khue.cloud.platform.audit.Audit;
import org.khue.cloud.platform.audit.Change;
import org.khue.cloud.platform.db.Database;
import org.khue.cloud.platform.db.Transactions;
import org.khue.cloud.platform.problem.ProblemException;

/// Passkeys: made, shown at sign-in, listed, removed. The authenticator must know its person (by
/// fingerprint or PIN), so a passkey is two factors in one.
@Singleton
public final class Passkeys {
  private static final int MOST = 20;
  private static final int LONGEST_NAME = 60;

  private final PasskeyStore store;
  private final AccountStore accounts;
  private final Transactions system;
  private final Ceremonies ceremonies;
  private final PublicUrl url;
  private final Audit audit;
  private final Clock clock;

  Passkeys(Database database, Ceremonies ceremonies, PublicUrl url, Audit audit, Clock clock) {
    this.store = new PasskeyStore(database.systemSource());
    this.accounts = new AccountStore(database.systemSource());
    this.system = new Transactions(database.systemSource());
    this.ceremonies = ceremonies;
    this.url = url;
    this.audit = audit;
    this.clock = clock;
  }

  /// What a browser gets to begin with.
  ///
  /// @param ceremony to be sent back
  /// @param options JSON for `navigator.credentials`
  public record Start(String ceremony, String options) {}

  /// Whether browsers let passkeys be used at this address: HTTPS, or this very machine.
  public boolean work(HttpRequest<?> request) {
    return url.of(request).isPresent();
  }

  private RelyingParty party(HttpRequest<?> request) {
    URI here =
        url.of(request)
            .orElseThrow(() ->
                new ProblemException(
                    HttpStatus.CONFLICT,
                    "Passkeys need HTTPS and the setting 'khue.public-url'; the operator sets"
                        + " both."));
    return RelyingParty.builder()
        .identity(RelyingPartyIdentity.builder().id(here.getHost()).name("Khuê").build())
        .credentialRepository(store)
        .origins(Set.of(here.toString()))
        .build();
  }

  public Start startNew(HttpRequest<?> request, Account account) {
    if (store.of(account.id()).size() >= MOST) {
      throw new ProblemException(
          HttpStatus.CONFLICT, "An account has 20 passkeys at most. Remove one first.");
    }
    PublicKeyCredentialCreationOptions options =
        party(request)
            .startRegistration(
                StartRegistrationOptions.builder()
                    .user(
                        UserIdentity.builder()
                            .name(account.id().toString())
                            .displayName(account.login())
                            .id(PasskeyStore.handle(account.id()))
                            .build())
                    .authenticatorSelection(
                        AuthenticatorSelectionCriteria.builder()
                            .residentKey(ResidentKeyRequirement.REQUIRED)
                            .userVerification(UserVerificationRequirement.REQUIRED)
                            .build())
                    .build());
    try {
      return new Start(
          ceremonies.begin(Ceremonies.Kind.PASSKEY_NEW, account.id(), options.toJson()),
          options.toCredentialsCreateJson());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the library writes its own options", e);
    }
  }

  /// @param credential JSON of what the authenticator made
  public void finishNew(
      HttpRequest<?> request, Account account, String ceremony, String credential, String name) {
    String options =
        ceremonies
            .take(ceremony, Ceremonies.Kind.PASSKEY_NEW, account.id())
            .orElseThrow(Passkeys::refused);
    RegistrationResult made;
    try {
      made =
          party(request)
              .finishRegistration(
                  FinishRegistrationOptions.builder()
                      .request(PublicKeyCredentialCreationOptions.fromJson(options))
                      .response(PublicKeyCredential.parseRegistrationResponseJson(credential))
                      .build());
    } catch (RegistrationFailedException | IOException e) {
      throw refused();
    }
    String called = name.isBlank() ? "Passkey" : name.strip();
    String shown = called.substring(0, Math.min(LONGEST_NAME, called.length()));
    system.run(
        "keeping a passkey",
        transaction -> {
          PasskeyStore.insert(
              transaction,
              account.id(),
              made.getKeyId().getId(),
              made.getPublicKeyCose(),
              made.getSignatureCount(),
              shown,
              clock.instant());
          audit.record(transaction, change("account.passkey-added", account));
          return shown;
        });
  }

  public Start startShown(HttpRequest<?> request) {
    AssertionRequest options =
        party(request)
            .startAssertion(
                StartAssertionOptions.builder()
                    .userVerification(UserVerificationRequirement.REQUIRED)
                    .build());
    try {
      return new Start(
          ceremonies.begin(Ceremonies.Kind.PASSKEY_SHOWN, null, options.toJson()),
          options.toCredentialsGetJson());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the library writes its own options", e);
    }
  }

  /// Whose passkey was shown.
  ///
  /// @return empty when it is nobody's, wrong, or of an account that is closed
  public Optional<Account> finishShown(HttpRequest<?> request, String ceremony, String credential) {
    Optional<String> options = ceremonies.take(ceremony, Ceremonies.Kind.PASSKEY_SHOWN, null);
    if (options.isEmpty()) {
      return Optional.empty();
    }
    AssertionResult shown;
    try {
      shown =
          party(request)
              .finishAssertion(
                  FinishAssertionOptions.builder()
                      .request(AssertionRequest.fromJson(options.get()))
                      .response(PublicKeyCredential.parseAssertionResponseJson(credential))
                      .build());
    } catch (AssertionFailedException | IOException e) {
      return Optional.empty();
    }
    if (!shown.isSuccess()) {
      return Optional.empty();
    }
    store.used(shown.getCredential().getCredentialId(), shown.getSignatureCount(), clock.instant());
    return accounts
        .find(UUID.fromString(shown.getUsername()))
        .filter(account -> account.state() == Account.State.ACTIVE);
  }

  /// The passkeys of an account, the oldest first.
  public List<Passkey> of(UUID account) {
    return store.of(account);
  }

  public void remove(Account account, UUID id) {
    system.run(
        "removing a passkey",
        transaction -> {
          if (!PasskeyStore.delete(transaction, account.id(), id)) {
            throw ProblemException.missing("passkey");
          }
          audit.record(transaction, change("account.passkey-removed", account));
          return id;
        });
  }

  /// Removes all passkeys of an account whose owner lost them.
  public void removeAll(Account account) {
    system.run(
        "removing passkeys",
        transaction -> {
          audit.record(transaction, change("account.passkeys-removed", account));
          return PasskeyStore.deleteAll(transaction, account.id());
        });
  }

  private static Change change(String action, Account account) {
    return new Change(action, "account", account.id().toString(), account.unit(), Map.of());
  }

  private static ProblemException refused() {
    return new ProblemException(
        HttpStatus.BAD_REQUEST, "This passkey was not accepted. Begin again on your profile.");
  }
}
