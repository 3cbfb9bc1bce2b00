package org.khue.sim.device.scpi;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The commands of an instrument, and how messages find them: several commands in a message are
/// parted by `;`, and one without a leading colon goes on in the subsystem of the one before
/// (SCPI-99 volume 1, section 6.2.4).
final class ScpiTree {

  /// Does one command.
  interface Action {
    /// @param parameter what follows the header; empty if nothing does
    /// @return the answer of a query, null of a command
    @Nullable String run(String parameter) throws ScpiError;
  }

  private record Entry(HeaderPattern header, Action action) {}

  private final List<Entry> entries = new ArrayList<>();

  /// @param manual the header as a manual writes it
  ScpiTree add(String manual, Action action) {
    entries.add(new Entry(HeaderPattern.of(manual), action));
    return this;
  }

  /// Does all commands of a message and stops at the first that fails, as its successors may lean
  /// on it.
  ///
  /// @return the answers of its queries
  List<String> run(String message, StatusRegisters status) {
    List<String> answers = new ArrayList<>();
    String path = "";
    for (String unit : message.split(";", -1)) {
      String command = unit.strip();
      if (command.isEmpty()) {
        continue;
      }
      String[] parts = command.split("\\s+", 2);
      String header = absolute(parts[0], path);
      try {
        String answer = action(header).run(parts.length > 1 ? parts[1].strip() : "");
        if (answer != null) {
          answers.add(answer);
        }
      } catch (ScpiError e) {
        status.add(e);
        return answers;
      }
      if (!header.startsWith("*")) {
        path = header.contains(":") ? header.substring(0, header.lastIndexOf(':') + 1) : "";
      }
    }
    return answers;
  }

  private static String absolute(String header, String path) {
    if (header.startsWith(":")) {
      return header.substring(1);
    }
    return header.startsWith("*") ? header : path + header;
  }

  private Action action(String header) throws ScpiError {
    for (Entry entry : entries) {
      if (entry.header.matches(header)) {
        return entry.action;
      }
    }
    throw ScpiError.undefinedHeader();
  }
}
