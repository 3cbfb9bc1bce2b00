package org.khue.cloud.equipment.utilisation;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.khue.cloud.equipment.utilisation.model.Dimension;
import org.khue.cloud.equipment.utilisation.model.Figures;

/// Figures as a text that is the same for the same figures, so that its hash tells of any change.
///
/// First line: `khue-utilisation 1`, then the question's parameters. Then a line a group, sorted:
/// keys separated by `|`, then available, booked, used, used and booked (s), minutes expected and
/// heard, separated by tabs.
public final class Figuring {
  private static final String HEAD = "khue-utilisation 1 ";

  private Figuring() {}

  /// The parameters of a question, in a fixed order.
  public static String parameters(Question question) {
    Map<String, String> parameters = new TreeMap<>();
    parameters.put("about", question.devices() ? "devices" : "rooms");
    parameters.put("from", question.span().from().toString());
    parameters.put("to", question.span().to().toString());
    put(parameters, "year", question.span().year());
    put(parameters, "term", question.span().term());
    put(parameters, "first-week", question.span().firstWeek());
    put(parameters, "last-week", question.span().lastWeek());
    put(parameters, "weekday", question.span().weekdays());
    put(parameters, "slot", question.span().slots());
    if (question.unit() != null) {
      parameters.put("unit", question.unit().toString());
    }
    put(parameters, "room", question.rooms());
    put(parameters, "room-kind", question.roomKinds());
    put(parameters, "device-kind", question.deviceKinds());
    put(parameters, "profile", question.profiles());
    if (!question.device().isEmpty()) {
      parameters.put("device", question.device());
    }
    if (!question.by().isEmpty()) {
      parameters.put(
          "by", question.by().stream().map(Dimension::code).collect(Collectors.joining(",")));
    }
    return parameters.entrySet().stream()
        .map(entry ->
            entry.getKey() + "=" + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8))
        .collect(Collectors.joining("&"));
  }

  /// Reads parameters that [#parameters] wrote.
  public static Map<String, List<String>> read(String parameters) {
    Map<String, List<String>> read = new TreeMap<>();
    for (String pair : parameters.split("&", -1)) {
      int equal = pair.indexOf('=');
      if (equal > 0) {
        read.computeIfAbsent(pair.substring(0, equal), name -> new ArrayList<>())
            .add(URLDecoder.decode(pair.substring(equal + 1), StandardCharsets.UTF_8));
      }
    }
    return read;
  }

  /// The text of an answer.
  public static String text(Answer answer) {
    return answer.groups().stream()
        .map(group -> String.join("|", group.keys()) + "\t" + numbers(group.figures()))
        .sorted()
        .collect(Collectors.joining("\n", HEAD + parameters(answer.question()) + "\n", "\n"));
  }

  /// The groups of a text, by their keys.
  public static Map<String, Figures> groups(String text) {
    Map<String, Figures> groups = new TreeMap<>();
    for (String line : text.split("\n", -1)) {
      String[] parts = line.split("\t", -1);
      if (parts.length == 7) {
        groups.put(
            parts[0],
            new Figures(
                Long.parseLong(parts[1]),
                Long.parseLong(parts[2]),
                Long.parseLong(parts[3]),
                Long.parseLong(parts[4]),
                Long.parseLong(parts[5]),
                Long.parseLong(parts[6])));
      }
    }
    return groups;
  }

  /// SHA-256 of a text in UTF-8, in hex.
  public static String sha256(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  private static String numbers(Figures figures) {
    return figures.available()
        + "\t"
        + figures.booked()
        + "\t"
        + figures.used()
        + "\t"
        + figures.usedBooked()
        + "\t"
        + figures.expected()
        + "\t"
        + figures.heard();
  }

  private static void put(Map<String, String> parameters, String name, int number) {
    if (number > 0) {
      parameters.put(name, String.valueOf(number));
    }
  }

  private static void put(Map<String, String> parameters, String name, Collection<?> values) {
    if (!values.isEmpty()) {
      parameters.put(
          name, values.stream().map(String::valueOf).sorted().collect(Collectors.joining(",")));
    }
  }
}
