package org.khue.cloud.platform.notify;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Property;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.Objects;

/// The channels that are configured: `khue.mail.…`, `khue.messages.zalo.{url,token}` and
/// `khue.messages.sms.{url,token}`.
@Factory
final class NotifyModule {

  @Singleton
  @Named("email")
  @Requires(property = "khue.mail.host")
  Channel email(MailSettings settings) {
    return new EmailChannel(settings, Objects.requireNonNull(settings.host()));
  }

  @Singleton
  @Named("zalo")
  @Requires(property = "khue.messages.zalo.url")
  Channel zalo(
      @Property(name = "khue.messages.zalo.url") URI url,
      @Property(name = "khue.messages.zalo.token") String token,
      ObjectMapper json) {
    return new ProviderChannel("zalo", 20, url, token, Contact::zalo, json);
  }

  @Singleton
  @Named("sms")
  @Requires(property = "khue.messages.sms.url")
  Channel sms(
      @Property(name = "khue.messages.sms.url") URI url,
      @Property(name = "khue.messages.sms.token") String token,
      ObjectMapper json) {
    return new ProviderChannel("sms", 30, url, token, Contact::phone, json);
  }
}
