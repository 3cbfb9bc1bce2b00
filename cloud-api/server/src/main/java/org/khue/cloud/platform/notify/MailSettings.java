package org.khue.cloud.platform.notify;

import io.micronaut.context.annotation.Property;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/// The mail server.
///
/// @param host `khue.mail.host`; null for no e-mail
/// @param port `khue.mail.port`
/// @param security `khue.mail.security`: `starttls` (default), `tls`, or `none` for a server on
///   this machine
/// @param user `khue.mail.user`; null for no sign-in
/// @param password `khue.mail.password`
/// @param from `khue.mail.from`: the sender's address
@Singleton
record MailSettings(
    @Nullable @Property(name = "khue.mail.host") String host,
    @Property(name = "khue.mail.port", defaultValue = "587") int port,
    @Property(name = "khue.mail.security", defaultValue = "STARTTLS") Security security,
    @Nullable @Property(name = "khue.mail.user") String user,
    @Nullable @Property(name = "khue.mail.password") String password,
    @Property(name = "khue.mail.from", defaultValue = "khue@localhost") String from) {

  /// How the connection is kept secret.
  enum Security {
    NONE,
    STARTTLS,
    TLS
  }
}
