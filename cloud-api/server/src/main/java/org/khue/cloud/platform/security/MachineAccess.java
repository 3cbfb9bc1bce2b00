package org.khue.cloud.platform.security;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Marks a route that a machine uses with a credential of its own instead of a person's session.
/// The credential is checked before the route is called; the session filter lets such routes pass,
/// see [MachineRoutes].
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface MachineAccess {

  /// What the request must show.
  Credential value();

  /// The kinds of machine credentials.
  enum Credential {
    /// `Authorization: Bearer` with the read token.
    READ_TOKEN,
    /// `Authorization: Bearer` with the ledger token.
    LEDGER_TOKEN,
    /// `Authorization: Bearer` with the metrics token.
    METRICS_TOKEN,
    /// `Authorization: Basic` with a gateway's id and secret; the path variable `id` must be that
    /// gateway. Or `Authorization: Khue-Signed` with a signature by a gateway's key, which the
    /// route itself checks as with [#GATEWAY_PROOF].
    GATEWAY,
    /// `Authorization: Khue-…` with a claim code or a signature by a gateway's key: the route
    /// itself checks it, since it covers the body, and tells wrong ones to [GuessLimit].
    GATEWAY_PROOF
  }
}
