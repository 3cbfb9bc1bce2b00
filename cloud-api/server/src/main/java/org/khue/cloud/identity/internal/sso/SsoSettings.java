package org.khue.cloud.identity.internal.sso;

import io.micronaut.context.annotation.Property;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/// Where the city's sign-in stands; without an issuer there is none.
///
/// @param issuer as its discovery document names it, such as `https://sso.example.gov.vn`
/// @param clientId by which it knows this cloud
/// @param clientSecret null for a public client
/// @param claim of the identity token that names an account: its value is the account's "name at
///   the city's sign-in"
/// @param name as the button shows it
@Singleton
record SsoSettings(
    @Nullable @Property(name = "khue.sso.issuer") String issuer,
    @Nullable @Property(name = "khue.sso.client-id") String clientId,
    @Nullable @Property(name = "khue.sso.client-secret") String clientSecret,
    @Property(name = "khue.sso.claim", defaultValue = "staff_code") String claim,
    @Property(name = "khue.sso.name", defaultValue = "SSO") String name) {
  SsoSettings {
    if (issuer != null && clientId == null) {
      throw new IllegalStateException(
          "The setting khue.sso.issuer needs khue.sso.client-id beside it.");
    }
  }
}
