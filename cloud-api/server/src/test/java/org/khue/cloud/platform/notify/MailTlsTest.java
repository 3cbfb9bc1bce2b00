package org.khue.cloud.platform.notify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.khue.cloud.platform.notify.MailSettings.Security;

class MailTlsTest {
  @Test
  void aMailServerOnAnotherMachineIsRefusedWithoutTls() {
    IllegalStateException refused =
        assertThrows(
            IllegalStateException.class,
            () -> new EmailChannel(settings(Security.NONE), "mail.example"));
    assertTrue(String.valueOf(refused.getMessage()).contains("khue.mail.security"));
  }

  @Test
  void withTlsOrOnThisMachineItIsTaken() {
    assertEquals("email", new EmailChannel(settings(Security.STARTTLS), "mail.example").name());
    assertEquals("email", new EmailChannel(settings(Security.NONE), "127.0.0.1").name());
  }

  private static MailSettings settings(Security security) {
    return new MailSettings("mail.example", 587, security, null, null, "khue@truong.example.vn");
  }
}
