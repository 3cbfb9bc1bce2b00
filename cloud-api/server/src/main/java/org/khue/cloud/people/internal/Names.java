package org.khue.cloud.people.internal;

import com.ibm.icu.text.Collator;
import com.ibm.icu.util.ULocale;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.khue.cloud.people.PersonName;

/// How Vietnamese names are written, found and sorted.
public final class Names {
  private static final Collator COLLATOR = Collator.getInstance(new ULocale("vi")).freeze();

  private Names() {}

  /// Text as it is kept: composed letters (NFC), single spaces, none at the ends.
  public static String tidy(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFC).replaceAll("[\\p{Z}\\s]+", " ").strip();
  }

  /// Tidy text; null when nothing is left.
  public static @Nullable String tidyOrNull(@Nullable String text) {
    String tidy = text == null ? "" : tidy(text);
    return tidy.isEmpty() ? null : tidy;
  }

  /// Without diacritics and in lower case: `Đỗ Dũng` is `do dung`.
  public static String folded(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFD)
        .replaceAll("\\p{M}+", "")
        .replace('đ', 'd')
        .replace('Đ', 'D')
        .toLowerCase(Locale.ROOT);
  }

  /// The words of a search, folded.
  public static List<String> words(String text) {
    return Arrays.stream(folded(tidy(text)).split("[^\\p{L}\\p{N}]+"))
        .filter(word -> !word.isEmpty())
        .limit(8)
        .toList();
  }

  /// Bytes that sort as names do: by the given name, then by the others, in Vietnamese order.
  public static byte[] sortKey(PersonName name) {
    byte[] given = COLLATOR.getCollationKey(name.given()).toByteArray();
    byte[] family = COLLATOR.getCollationKey(name.family()).toByteArray();
    byte[] key = Arrays.copyOf(given, given.length + family.length);
    System.arraycopy(family, 0, key, given.length, family.length);
    return key;
  }

  /// A full name in its parts: the last word is the given name.
  public static PersonName parse(String full) {
    String tidy = tidy(full);
    int space = tidy.lastIndexOf(' ');
    return space < 0
        ? new PersonName("", tidy)
        : new PersonName(tidy.substring(0, space), tidy.substring(space + 1));
  }
}
