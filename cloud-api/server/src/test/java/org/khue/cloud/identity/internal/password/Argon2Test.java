package org.khue.cloud.identity.internal.password;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Argon2Test {
  private static final Argon2 LIGHT = new Argon2(64, 1, 1);

  @Test
  void aHashKnowsItsPasswordAndNoOther() {
    String hash = LIGHT.hash("một câu dài dễ nhớ");
    assertTrue(Argon2.matches("một câu dài dễ nhớ", hash));
    assertFalse(Argon2.matches("một câu dài dễ nhơ", hash));
    assertNotEquals(hash, LIGHT.hash("một câu dài dễ nhớ"), "the salt differs");
  }

  /// Made by the reference implementation: `echo -n password | argon2 somesalt -id -t 2 -m 16 -p 1
  /// -l 32`, as its test file gives it.
  @Test
  void hashesOfTheReferenceImplementationAreUnderstood() {
    String hash =
        "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc";
    assertTrue(Argon2.matches("password", hash));
    assertFalse(Argon2.matches("Password", hash));
  }

  @Test
  void aHashOfLighterParametersIsToBeRenewed() {
    assertTrue(Argon2.CURRENT.differsFrom(LIGHT.hash("x")));
    assertFalse(LIGHT.differsFrom(LIGHT.hash("x")));
  }

  @ParameterizedTest
  @CsvSource({
    "12345, true, TOO_SHORT",
    "chỉ mười mộ, true, TOO_SHORT",
    "matkhaumoi2026, true, COMMON",
    "Mật-Khẩu-Của-Tôi 1, true, COMMON",
    "marlboro, false, COMMON",
    "Beautiful1, false, COMMON",
    "aaaaaaaaaaaaaaaa, true, COMMON",
    "xin chào nguyen.mai nhé, true, LIKE_LOGIN",
    "bốn con vịt qua sông, true, ",
    "vịt lội sông, false, ",
    "vịt lội, false, TOO_SHORT"
  })
  void thesePasswordsAreTakenOrNot(String password, boolean staff, PasswordRules.Fault fault) {
    assertEquals(
        Optional.ofNullable(fault),
        PasswordRules.check(PasswordRules.normalise(password), "nguyen.mai", staff));
  }

  @Test
  void bothWaysToWriteTheSameCharactersAreOnePassword() {
    assertEquals(PasswordRules.normalise("Nguyễn"), PasswordRules.normalise("Nguye\u0302\u0303n"));
  }
}
