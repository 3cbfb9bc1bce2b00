package org.khue.cloud.identity.internal.password;

import com.nulabinc.zxcvbn.StandardDictionaries;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// What may be a password: long, not among those that leaked or that everybody guesses, not the
/// login. No rule about kinds of characters, and none about its age (NIST SP 800-63B, 5.1.1.2).
public final class PasswordRules {
  /// Fewest characters for somebody at work.
  public static final int STAFF_LENGTH = 12;

  /// Fewest characters for pupils and parents.
  public static final int LENGTH = 8;

  private static final int LONGEST = 128;
  private static final String RESOURCE = "/org/khue/cloud/identity/common-passwords.txt";
  private static final Set<String> COMMON = common();

  /// Some 30,000 that were found in leaks most often: the list of zxcvbn.
  private static final Set<String> LEAKED = leaked();

  /// What is wrong with a password.
  public enum Fault {
    TOO_SHORT("password.too-short"),
    TOO_LONG("password.too-long"),
    COMMON("password.common"),
    LIKE_LOGIN("password.like-login");

    private final String key;

    Fault(String key) {
      this.key = key;
    }

    /// Key of the sentence that says so.
    public String key() {
      return key;
    }
  }

  private PasswordRules() {}

  /// One form for all the ways in which keyboards write the same characters (NFKC).
  public static String normalise(String password) {
    return Normalizer.normalize(password, Normalizer.Form.NFKC);
  }

  /// @param password normalised
  public static Optional<Fault> check(String password, String login, boolean staff) {
    int length = password.codePointCount(0, password.length());
    if (length < (staff ? STAFF_LENGTH : LENGTH)) {
      return Optional.of(Fault.TOO_SHORT);
    }
    if (length > LONGEST) {
      return Optional.of(Fault.TOO_LONG);
    }
    String bare = bare(password);
    if (COMMON.contains(bare)
        || LEAKED.contains(bare)
        || LEAKED.contains(password.toLowerCase(Locale.ROOT))
        || COMMON.contains(bare.replaceAll("[0-9]+$", ""))
        || password.codePoints().distinct().count() < 5) {
      return Optional.of(Fault.COMMON);
    }
    String name = bare(login);
    if (name.length() >= 4 && bare.contains(name)) {
      return Optional.of(Fault.LIKE_LOGIN);
    }
    return Optional.empty();
  }

  /// Lower case without marks and signs: `Mật-khẩu` is no better than `matkhau`.
  private static String bare(String text) {
    return Normalizer.normalize(
            text.toLowerCase(Locale.ROOT).replace('đ', 'd'), Normalizer.Form.NFD)
        .replaceAll("[^a-z0-9]", "");
  }

  private static Set<String> leaked() {
    try {
      return Set.copyOf(StandardDictionaries.PASSWORDS_LOADER.load().getFrequencies());
    } catch (IOException e) {
      throw new IllegalStateException("the list of leaked passwords cannot be read", e);
    }
  }

  private static Set<String> common() {
    try (InputStream stream = PasswordRules.class.getResourceAsStream(RESOURCE)) {
      if (stream == null) {
        throw new IllegalStateException("no resource " + RESOURCE);
      }
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .collect(Collectors.toUnmodifiableSet());
    } catch (IOException e) {
      throw new IllegalStateException("cannot read " + RESOURCE, e);
    }
  }
}
