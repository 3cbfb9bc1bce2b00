package org.khue.cloud.identity.internal.sso;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.GeneralException;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponseParser;
import com.nimbusds.openid.connect.sdk.claims.IDTokenClaimsSet;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import com.nimbusds.openid.connect.sdk.rp.OIDCClientInformation;
import com.nimbusds.openid.connect.sdk.rp.OIDCClientMetadata;
import com.nimbusds.openid.connect.sdk.validators.IDTokenValidator;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpStatus;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.khue.cloud.identity.internal.account.Account;
import org.khue.cloud.identity.internal.account.AccountStore;
import org.khue.cloud.identity.internal.account.PublicUrl;
import org.khue.cloud.identity.internal.ceremony.Ceremonies;
import org.khue.cloud.platform.db.Database;
import org.khue.cloud.platform.problem.ProblemException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Signs people in through the city: authorization code with PKCE, the identity token checked by
/// signature, issuer, audience, time and nonce. It only says who somebody is: an account must be
/// there already and carry the name that the token claims, and its roles are given here alone.
@Singleton
public final class Sso {
  private static final Logger LOG = LoggerFactory.getLogger(Sso.class);
  private static final int PATIENCE_MILLIS = 5_000;
  private static final String BACK = "/login/sso/back";

  private final SsoSettings settings;
  private final AccountStore accounts;
  private final Ceremonies ceremonies;
  private final PublicUrl url;

  Sso(SsoSettings settings, Database database, Ceremonies ceremonies, PublicUrl url) {
    this.settings = settings;
    this.accounts = new AccountStore(database.systemSource());
    this.ceremonies = ceremonies;
    this.url = url;
  }

  /// Where to send the browser, and what it must bring back.
  ///
  /// @param ceremony equal to the `state` of the address
  public record Start(URI address, String ceremony) {}

  /// Who came back.
  ///
  /// @param secondFactor whether the city's sign-in says that it asked for two factors
  public record Entered(Account account, boolean secondFactor) {}

  /// The sign-in's name for its button; empty when none is set up.
  public String name() {
    return settings.issuer() == null ? "" : settings.name();
  }

  public Start start(HttpRequest<?> request) {
    OIDCProviderMetadata city = city();
    CodeVerifier verifier = new CodeVerifier();
    Nonce nonce = new Nonce();
    String ceremony =
        ceremonies.begin(Ceremonies.Kind.SSO, null, nonce.getValue() + " " + verifier.getValue());
    URI address =
        new AuthenticationRequest.Builder(
                ResponseType.CODE, new Scope("openid", "profile"), client(), back(request))
            .endpointURI(city.getAuthorizationEndpointURI())
            .state(new State(ceremony))
            .nonce(nonce)
            .codeChallenge(verifier, CodeChallengeMethod.S256)
            .build()
            .toURI();
    return new Start(address, ceremony);
  }

  /// Goes on with what the browser brought back.
  ///
  /// @param state as it stands in the address
  /// @param expected as the browser's own cookie has it
  /// @return empty when there is no such account, or anything does not fit
  public Optional<Entered> finish(
      HttpRequest<?> request, String state, String expected, String code) {
    if (!state.equals(expected)) {
      return Optional.empty();
    }
    Optional<String> kept = ceremonies.take(state, Ceremonies.Kind.SSO, null);
    if (kept.isEmpty()) {
      return Optional.empty();
    }
    String[] parts = kept.get().split(" ", 2);
    try {
      IDTokenClaimsSet claims =
          claims(request, code, new Nonce(parts[0]), new CodeVerifier(parts[1]));
      return known(claims);
    } catch (IOException | BadJOSEException | JOSEException | GeneralException e) {
      LOG.warn("A sign-in through the city was refused: {}", e.getMessage());
      return Optional.empty();
    }
  }

  private IDTokenClaimsSet claims(
      HttpRequest<?> request, String code, Nonce nonce, CodeVerifier verifier)
      throws IOException, BadJOSEException, JOSEException, GeneralException {
    OIDCProviderMetadata city = city();
    AuthorizationCodeGrant grant =
        new AuthorizationCodeGrant(new AuthorizationCode(code), back(request), verifier);
    Secret secret = secret();
    TokenRequest ask =
        secret == null
            ? new TokenRequest.Builder(city.getTokenEndpointURI(), client(), grant).build()
            : new TokenRequest.Builder(
                    city.getTokenEndpointURI(), new ClientSecretBasic(client(), secret), grant)
                .build();
    HTTPRequest http = ask.toHTTPRequest();
    http.setConnectTimeout(PATIENCE_MILLIS);
    http.setReadTimeout(PATIENCE_MILLIS);
    TokenResponse answer = OIDCTokenResponseParser.parse(http.send());
    if (!(answer instanceof OIDCTokenResponse tokens)) {
      throw new GeneralException("the code was not taken");
    }
    OIDCClientMetadata metadata = new OIDCClientMetadata();
    metadata.applyDefaults();
    OIDCClientInformation client = new OIDCClientInformation(client(), null, metadata, secret);
    return IDTokenValidator.create(city, client)
        .validate(tokens.getOIDCTokens().getIDToken(), nonce);
  }

  private Optional<Entered> known(IDTokenClaimsSet claims) {
    String name = claims.getStringClaim(settings.claim());
    if (name == null || name.isBlank()) {
      return Optional.empty();
    }
    List<String> ways =
        claims.getAMR() == null
            ? List.of()
            : claims.getAMR().stream().map(way -> way.getValue()).toList();
    return accounts
        .ofSsoName(name)
        .filter(account -> account.state() == Account.State.ACTIVE)
        // Whoever came first under that name is the one; a name that the city gives to somebody
        // else later must be entered anew by the IT officer.
        .filter(account -> accounts.tie(account.id(), claims.getSubject().getValue()))
        .map(account -> new Entered(account, ways.contains("mfa")));
  }

  private OIDCProviderMetadata city() {
    if (settings.issuer() == null) {
      throw ProblemException.missing("sign-in");
    }
    try {
      return OIDCProviderMetadata.resolve(
          new Issuer(settings.issuer()), PATIENCE_MILLIS, PATIENCE_MILLIS);
    } catch (GeneralException | IOException e) {
      LOG.warn("The city's sign-in at {} cannot be reached: {}", settings.issuer(), e.getMessage());
      throw new ProblemException(
          HttpStatus.SERVICE_UNAVAILABLE,
          "The city's sign-in cannot be reached just now. Use your password, or try again later.");
    }
  }

  private ClientID client() {
    return new ClientID(settings.clientId());
  }

  private @Nullable Secret secret() {
    return settings.clientSecret() == null ? null : new Secret(settings.clientSecret());
  }

  private URI back(HttpRequest<?> request) {
    return url.of(request)
        .map(here -> here.resolve(BACK))
        .orElseThrow(() ->
            new ProblemException(
                HttpStatus.CONFLICT,
                "The city's sign-in needs the setting 'khue.public-url'; the operator sets it."));
  }
}
