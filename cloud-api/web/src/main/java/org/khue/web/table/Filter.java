package org.khue.web.table;

import java.util.List;

/// A way to narrow a list. Its key is the parameter in the URL.
public sealed interface Filter {
  String key();

  /// In the reader's language.
  String label();

  /// Words that a row must hold somewhere, whatever their case and diacritics.
  record Search(String key, String label) implements Filter {}

  /// One of some values.
  record Choice(String key, String label, List<Option> options) implements Filter {}

  /// Days from and to, both included; parameters `<key>-from` and `<key>-to` as ISO dates.
  record Dates(String key, String label) implements Filter {
    public String fromKey() {
      return key + "-from";
    }

    public String toKey() {
      return key + "-to";
    }
  }

  /// @param value in URLs and for the source
  /// @param label in the reader's language
  record Option(String value, String label) {}
}
