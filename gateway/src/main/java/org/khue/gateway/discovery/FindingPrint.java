package org.khue.gateway.discovery;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import org.khue.driver.Candidate;
import org.khue.driver.Identity;
import org.khue.gateway.config.ProfileEntry;

/// Findings as a table for people, or as JSON for programs.
record FindingPrint(List<Finding> findings) {
  private static final JsonMapper JSON = new JsonMapper();

  String table() {
    if (findings.isEmpty()) {
      return "Nothing was found that the room file does not name.\n";
    }
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("KEY", "WHERE", "MAKER", "MODEL", "NUMBER", "STATE", "PROFILE", "OFFERS"));
    findings.forEach(finding -> rows.add(row(finding)));
    int columns = rows.getFirst().size();
    int[] widths = new int[columns];
    for (List<String> row : rows) {
      for (int i = 0; i < columns; i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    StringBuilder table = new StringBuilder();
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < columns; i++) {
        line.append(row.get(i)).repeat(' ', widths[i] - row.get(i).length() + 2);
      }
      table.append(line.toString().stripTrailing()).append('\n');
    }
    return table.toString();
  }

  private static List<String> row(Finding finding) {
    Candidate candidate = finding.candidate();
    Identity who = candidate.identity();
    return List.of(
        finding.key(),
        candidate.seen(),
        dash(who.maker()),
        dash(who.model()),
        dash(who.serial()),
        state(finding),
        finding.fitting() == 0 ? "-" : finding.profiles().getFirst().id(),
        dash(String.join(",", new TreeSet<>(candidate.offers()))));
  }

  /// In one word.
  private static String state(Finding finding) {
    return switch (finding.standing()) {
      case Standing.New fresh -> finding.candidate().certainty().name().toLowerCase(Locale.ROOT);
      case Standing.Moved moved -> "moved:" + moved.device();
      case Standing.SameNumber same -> "same-number:" + same.device();
      case Standing.Replaced replaced -> "replaced:" + replaced.device();
      case Standing.Ignored ignored -> "ignored";
    };
  }

  private static String dash(String text) {
    return text.isBlank() ? "-" : text;
  }

  String json() {
    ArrayNode list = JSON.createArrayNode();
    for (Finding finding : findings) {
      Candidate candidate = finding.candidate();
      Identity who = candidate.identity();
      ObjectNode node = list.addObject();
      node.put("key", finding.key())
          .put("driver", candidate.driver())
          .put("state", state(finding))
          .put("certainty", candidate.certainty().name())
          .put("seen", candidate.seen())
          .put("label", candidate.label())
          .put("maker", who.maker())
          .put("model", who.model())
          .put("serial", who.serial())
          .put("firmware", who.firmware())
          .put("suggestedId", finding.suggestedId());
      node.set("connection", JSON.valueToTree(candidate.connection()));
      node.set("offers", JSON.valueToTree(new TreeSet<>(candidate.offers())));
      ArrayNode profiles = node.putArray("profiles");
      finding.profiles().stream()
          .limit(finding.fitting())
          .map(ProfileEntry::id)
          .forEach(profiles::add);
    }
    return list.toPrettyString() + "\n";
  }
}
