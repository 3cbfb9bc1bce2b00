package org.khue.gateway.config;

import java.util.Collection;
import java.util.Locale;

/// Finds the word that was probably meant.
final class Nearest {
  private Nearest() {}

  /// The nearest of the words; empty if none is near enough.
  static String to(String word, Collection<String> known) {
    String best = "";
    int bestDistance = Math.max(1, word.length() / 3) + 1;
    for (String candidate : known) {
      int distance = distance(word.toLowerCase(Locale.ROOT), candidate.toLowerCase(Locale.ROOT));
      if (distance < bestDistance && !candidate.equals(word)) {
        best = candidate;
        bestDistance = distance;
      }
    }
    return best;
  }

  /// `; did you mean 'x'?` if one of the words is near enough, else nothing.
  static String hint(String word, Collection<String> known) {
    String best = to(word, known);
    return best.isEmpty() ? "" : "; did you mean '" + best + "'?";
  }

  /// `; did you mean 'x'?` or else `; known are a, b, c`.
  static String hintOrList(String word, Collection<String> known) {
    String hint = hint(word, known);
    if (!hint.isEmpty()) {
      return hint;
    }
    return known.isEmpty() ? "" : "; known: " + list(known);
  }

  /// The words with commas between; a long list is cut.
  static String list(Collection<String> words) {
    String list = String.join(", ", words.stream().sorted().limit(30).toList());
    return words.size() > 30 ? list + ", …" : list;
  }

  /// Edit distance with neighbouring letters swapped counted as one (optimal string alignment).
  private static int distance(String a, String b) {
    int[] beforeLast = new int[b.length() + 1];
    int[] last = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      last[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int[] row = new int[b.length() + 1];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        row[j] = Math.min(Math.min(row[j - 1], last[j]) + 1, last[j - 1] + change);
        if (i > 1
            && j > 1
            && a.charAt(i - 1) == b.charAt(j - 2)
            && a.charAt(i - 2) == b.charAt(j - 1)) {
          row[j] = Math.min(row[j], beforeLast[j - 2] + 1);
        }
      }
      beforeLast = last;
      last = row;
    }
    return last[b.length()];
  }
}
