package org.khue.gateway.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// The shipped udev rules, by the grammar of udev(7): udev itself says nothing of a key that it
/// does not know, it only ignores the line.
class UdevRulesTest {
  private static final Path RULES = Path.of("../firmware-config/udev/70-khue-gateway.rules");
  private static final Pattern PART =
      Pattern.compile("([A-Z]+)(?:\\{([^}]+)})?(==|!=|\\+=|=)\"([^\"]+)\"");
  private static final Set<String> MATCHES =
      Set.of("SUBSYSTEM", "SUBSYSTEMS", "KERNEL", "KERNELS", "ATTR", "ATTRS", "ENV", "DRIVERS");
  private static final Set<String> ASSIGNMENTS = Set.of("SYMLINK", "GROUP", "MODE", "OWNER");

  @Test
  void theShippedRulesAreRight() throws IOException {
    List<String> lines =
        Files.readAllLines(RULES).stream()
            .filter(line -> !line.isBlank() && !line.startsWith("#"))
            .toList();
    assertFalse(lines.isEmpty());
    for (String line : lines) {
      assertEquals("", fault(line), line);
    }
  }

  @Test
  void aMisspeltKeyAndAWrongOperatorAreFound() {
    assertEquals("unknown key SUBSYTEM", fault("SUBSYTEM==\"tty\", GROUP=\"dialout\""));
    assertEquals("GROUP is assigned, not compared", fault("KERNEL==\"i2c*\", GROUP==\"i2c\""));
    assertEquals("it matches everything", fault("GROUP=\"i2c\", MODE=\"0660\""));
    assertEquals("0666 lets everybody in", fault("KERNEL==\"i2c*\", GROUP=\"i2c\", MODE=\"0666\""));
    assertTrue(fault("KERNEL==\"i2c*\" GROUP=\"i2c\"").startsWith("not understood"));
  }

  /// What is wrong with a line; empty if nothing is.
  private static String fault(String line) {
    boolean matches = false;
    for (String part : line.split(", *")) {
      Matcher matcher = PART.matcher(part);
      if (!matcher.matches()) {
        return "not understood: " + part;
      }
      String key = matcher.group(1);
      boolean compares = matcher.group(3).equals("==") || matcher.group(3).equals("!=");
      if (compares && ASSIGNMENTS.contains(key)) {
        return key + " is assigned, not compared";
      }
      if (!MATCHES.contains(key) && !ASSIGNMENTS.contains(key)) {
        return "unknown key " + key;
      }
      if (key.equals("MODE") && !matcher.group(4).endsWith("0")) {
        return matcher.group(4) + " lets everybody in";
      }
      matches |= compares;
    }
    return matches ? "" : "it matches everything";
  }
}
