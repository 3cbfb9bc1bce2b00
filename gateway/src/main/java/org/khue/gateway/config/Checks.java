package org.khue.gateway.config;

import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.khue.driver.DriverFactory;

/// What every reader needs to check what it reads.
///
/// @param drivers by id
record Checks(
    Map<String, DriverFactory> drivers, SchemaCheck schemas, Units units, Problems problems) {

  /// Takes the ids of a list: each item by its id, the first where one stands twice.
  static <T> void unique(
      Node item,
      String what,
      Map<String, T> taken,
      T draft,
      Function<T, Node> place,
      Problems problems) {
    String id = item.text("id");
    if (id == null) {
      return;
    }
    T first = taken.putIfAbsent(id, draft);
    if (first != null) {
      Node at = place.apply(first);
      problems.add(
          item.file(),
          item.pointer() + "/id",
          "the "
              + what
              + " '"
              + id
              + "' stands twice, first on line "
              + at.file().line(at.pointer())
              + ": give each its own id");
    }
  }

  void connection(DriverFactory driver, Node connection) {
    schemas.block(driver.id() + "/connection", driver.connectionSchema(), connection, problems);
  }

  void address(DriverFactory driver, Node address) {
    schemas.block(driver.id() + "/address", driver.addressSchema(), address, problems);
  }

  @Nullable DriverFactory driver(@Nullable String id) {
    return id == null ? null : drivers.get(id);
  }
}
