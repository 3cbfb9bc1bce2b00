package org.khue.cloud.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.khue.cloud.identity.internal.grant.RightTables;
import org.khue.cloud.platform.security.RightTable;

/// The page of all rights says what the modules' tables say.
class RightsPageTest {
  private static final Path PAGE = Path.of("../../docs/reference/rights.md");
  private static final Path RESOURCES = Path.of("src/main/resources");

  private static String expected() throws IOException {
    List<RightTable> tables = new ArrayList<>();
    try (Stream<Path> files = Files.walk(RESOURCES)) {
      files
          .filter(file -> file.endsWith("rights.yaml"))
          .sorted()
          .forEach(file ->
              tables.add(new RightTable(RESOURCES.relativize(file).toString().replace('\\', '/'))));
    }
    StringBuilder page = new StringBuilder();
    page.append("# Rights\n\n");
    page.append("Written by `RightsPageTest` from the modules' `rights.yaml`;");
    page.append(" it fails when this page is old, and `-Dkhue.write=true` writes it anew.\n\n");
    page.append("| Right | Roles |\n|---|---|\n");
    for (Map.Entry<String, Set<Role>> line : new RightTables(tables).all().entrySet()) {
      String roles =
          Stream.of(Role.values())
              .filter(line.getValue()::contains)
              .map(Role::code)
              .collect(Collectors.joining(", "));
      page.append("| `").append(line.getKey()).append("` | ").append(roles).append(" |\n");
    }
    return page.toString();
  }

  @Test
  void thePageOfRightsIsThatOfTheTables() throws IOException {
    String expected = expected();
    if (Boolean.getBoolean("khue.write")) {
      Files.writeString(PAGE, expected);
    }
    assertEquals(expected, Files.readString(PAGE));
  }
}
