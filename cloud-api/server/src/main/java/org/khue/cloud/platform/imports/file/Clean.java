package org.khue.cloud.platform.imports.file;

import com.ibm.icu.text.Normalizer2;
import java.util.EnumSet;
import java.util.Set;

/// Text as people meant it: composed (NFC), in one line, without what nobody sees.
public final class Clean {
  /// What stood in a text and is worth a word.
  public enum Trace {
    /// An Icelandic ð or Ð where Vietnamese writes đ or Đ: put right.
    ETH,
    /// Letters of another script between Latin ones, which look alike: left as they are.
    MIXED_SCRIPTS
  }

  /// A text and what it once held.
  public record Cleaned(String text, Set<Trace> traces) {
    public Cleaned {
      traces = Set.copyOf(traces);
    }
  }

  private static final String FORMULA_STARTS = "=+-@";

  private Clean() {}

  /// Cleans the text of a cell.
  public static Cleaned cell(String raw) {
    String text = text(raw);
    Set<Trace> traces = EnumSet.noneOf(Trace.class);
    if (text.indexOf('ð') >= 0 || text.indexOf('Ð') >= 0) {
      traces.add(Trace.ETH);
      text = text.replace('ð', 'đ').replace('Ð', 'Đ');
    }
    if (mixes(text)) {
      traces.add(Trace.MIXED_SCRIPTS);
    }
    return new Cleaned(text, traces);
  }

  /// The text in NFC; every space a plain one, none at the ends, none doubled; without control and
  /// format characters. An apostrophe that an export has put before a formula sign goes.
  public static String text(String raw) {
    String composed = Normalizer2.getNFCInstance().normalize(raw);
    StringBuilder out = new StringBuilder(composed.length());
    boolean space = false;
    for (int i = 0; i < composed.length(); ) {
      int c = composed.codePointAt(i);
      i += Character.charCount(c);
      if (Character.isWhitespace(c) || Character.isSpaceChar(c)) {
        space = true;
      } else if (!isInvisible(c)) {
        if (space && !out.isEmpty()) {
          out.append(' ');
        }
        space = false;
        out.appendCodePoint(c);
      }
    }
    boolean neutralised =
        out.length() > 1 && out.charAt(0) == '\'' && FORMULA_STARTS.indexOf(out.charAt(1)) >= 0;
    return neutralised ? out.substring(1) : out.toString();
  }

  private static boolean isInvisible(int c) {
    int type = Character.getType(c);
    return type == Character.CONTROL
        || type == Character.FORMAT
        || type == Character.UNASSIGNED
        || type == Character.PRIVATE_USE
        || type == Character.SURROGATE;
  }

  private static boolean mixes(String text) {
    boolean latin = false;
    boolean other = false;
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      i += Character.charCount(c);
      if (Character.isLetter(c)) {
        boolean isLatin = Character.UnicodeScript.of(c) == Character.UnicodeScript.LATIN;
        latin |= isLatin;
        other |= !isLatin;
      }
    }
    return latin && other;
  }
}
