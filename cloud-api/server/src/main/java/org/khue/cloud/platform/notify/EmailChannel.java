package org.khue.cloud.platform.notify;

import java.time.Duration;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.khue.cloud.platform.net.Loopback;
import org.simplejavamail.api.email.Email;
import org.simplejavamail.api.mailer.Mailer;
import org.simplejavamail.api.mailer.config.TransportStrategy;
import org.simplejavamail.email.EmailBuilder;
import org.simplejavamail.mailer.MailerBuilder;

/// E-mail through the school's or city's SMTP server.
final class EmailChannel implements Channel {
  static final String NAME = "email";
  private static final Duration LIMIT = Duration.ofSeconds(20);
  private static final Pattern SENDER =
      Pattern.compile("[^\\s@<>\"]{1,64}@[^\\s@<>\"]+\\.[a-z]{2,}");
  private static final Pattern ADDRESS = Pattern.compile("[^\\s@<>\"]{1,64}@[^\\s@<>\"]{1,190}");

  private final Mailer mailer;
  private final String from;

  EmailChannel(MailSettings settings, String host) {
    if (!SENDER.matcher(settings.from()).matches()) {
      throw new IllegalStateException(
          "The setting khue.mail.from is '"
              + settings.from()
              + "', which mail servers refuse. Give the sender's address, such as"
              + " khue@truong.edu.vn, or leave khue.mail.host out.");
    }
    if (settings.security() == MailSettings.Security.NONE && !Loopback.is(host)) {
      throw new IllegalStateException(
          "The setting khue.mail.security is none, but the mail server "
              + host
              + " is another machine: set starttls or tls.");
    }
    TransportStrategy transport =
        switch (settings.security()) {
          case NONE -> TransportStrategy.SMTP;
          case STARTTLS -> TransportStrategy.SMTP_TLS;
          case TLS -> TransportStrategy.SMTPS;
        };
    mailer =
        MailerBuilder.withSMTPServer(host, settings.port(), settings.user(), settings.password())
            .withTransportStrategy(transport)
            .withSessionTimeout((int) LIMIT.toMillis())
            .withDebugLogging(false)
            .buildMailer();
    from = settings.from();
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public boolean paid() {
    return false;
  }

  @Override
  public int order() {
    return 10;
  }

  @Override
  public @Nullable String address(Contact contact) {
    return contact.email();
  }

  @Override
  public Outcome send(Message message) {
    if (!ADDRESS.matcher(message.address()).matches()) {
      return new Outcome.Refused("the address is none");
    }
    try {
      Email email =
          EmailBuilder.startingBlank()
              .fixingMessageId("<" + message.id() + "@khue>")
              .from("Khuê", from)
              .to(message.address())
              .withSubject(message.title().replaceAll("[\\r\\n]+", " "))
              .withPlainText(message.body() + "\n\n" + message.link() + "\n")
              .buildEmail();
      mailer.sendMail(email, false).join();
      return new Outcome.Sent("", 0);
    } catch (RuntimeException e) {
      // The message may quote the address.
      Throwable cause = e;
      while (cause.getCause() != null) {
        cause = cause.getCause();
      }
      return new Outcome.Later(cause.getClass().getSimpleName());
    }
  }
}
