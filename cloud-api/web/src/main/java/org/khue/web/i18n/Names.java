package org.khue.web.i18n;

import com.ibm.icu.text.Collator;
import com.ibm.icu.text.RuleBasedCollator;
import com.ibm.icu.util.ULocale;
import java.text.Normalizer;
import java.util.Comparator;
import java.util.Locale;
import java.util.regex.Pattern;

/// Names and other words as Vietnamese people write, look for and sort them.
public final class Names {
  private static final Pattern MARKS = Pattern.compile("\\p{M}+");
  private static final Collator COLLATOR = collator();

  private Names() {}

  /// A text as it enters the system: NFC, without blanks around it.
  public static String entered(String typed) {
    return Normalizer.normalize(typed, Normalizer.Form.NFC).strip();
  }

  /// A text without case and diacritics, so that `dung` finds Dũng. Equal to the SQL function
  /// `platform.fold`.
  public static String fold(String text) {
    String bare = MARKS.matcher(Normalizer.normalize(text, Normalizer.Form.NFD)).replaceAll("");
    return bare.replace('Đ', 'd').replace('đ', 'd').toLowerCase(Locale.ROOT);
  }

  /// Sorts names of persons: by given name, which is the last word, then by the whole.
  public static Comparator<String> byGivenName() {
    return Comparator.comparing(Names::givenName, byAlphabet()).thenComparing(byAlphabet());
  }

  /// Sorts words by the Vietnamese alphabet, and numbers within them by value: 6A2 before 6A10.
  public static Comparator<String> byAlphabet() {
    return COLLATOR::compare;
  }

  /// The last word of a name.
  public static String givenName(String name) {
    String whole = name.strip();
    return whole.substring(whole.lastIndexOf(' ') + 1);
  }

  private static Collator collator() {
    RuleBasedCollator collator =
        (RuleBasedCollator) Collator.getInstance(ULocale.forLanguageTag("vi"));
    collator.setNumericCollation(true);
    return collator.freeze();
  }
}
