package org.khue.cloud.platform.imports;

import java.util.List;

/// A list that can be imported; a module declares one as a bean for each.
///
/// @param code in addresses, such as `pupils`
/// @param nameKey key of its name
/// @param hintKey key of the sentence that says what the list is for and what the natural key is
/// @param right that whoever imports must hold at the unit, such as `people.write`
/// @param parts in the order in which they are applied; one, unless the file is a ZIP of tables
/// @param rule of a ZIP of tables; of no meaning for others
public record ImportList(
    String code, String nameKey, String hintKey, String right, List<Part> parts, BundleRule rule) {
  public ImportList {
    parts = List.copyOf(parts);
    if (parts.isEmpty()) {
      throw new IllegalArgumentException("the list '" + code + "' has no table");
    }
  }

  /// A list of a single table.
  public static ImportList single(
      String code, String nameKey, String hintKey, String right, List<Column> columns, Target to) {
    return new ImportList(
        code,
        nameKey,
        hintKey,
        right,
        List.of(new Part("", columns, to)),
        (files, pending) -> List.of());
  }

  /// Whether the file is a ZIP of tables.
  public boolean isBundle() {
    return parts.size() > 1;
  }

  public Part part(String name) {
    return parts.stream()
        .filter(part -> part.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(code + " has no table " + name));
  }
}
