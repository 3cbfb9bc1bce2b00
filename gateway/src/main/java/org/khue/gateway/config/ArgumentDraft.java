package org.khue.gateway.config;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.khue.driver.ArgumentSpec;
import org.khue.driver.ArgumentSpec.Type;

/// The arguments of a profile's commands, as they were written.
final class ArgumentDraft {
  private static final Pattern PLACE = Pattern.compile("\\{([a-z0-9][a-z0-9-]{0,62})}");

  /// Filled from the device's connection, not from an argument.
  private static final String TOPIC = "topic";

  /// Which keys belong to which type.
  private static final Map<String, List<String>> KEYS =
      Map.of(
          "number", List.of("unit", "low", "high"),
          "choice", List.of("choices"),
          "text", List.of("longest"));

  private ArgumentDraft() {}

  /// That each argument is sound, and that the address uses all of them and no others.
  static void check(Node command, Problems problems) {
    Map<String, Node> args = new LinkedHashMap<>();
    for (Node argument : command.items("args")) {
      Checks.unique(argument, "argument", args, argument, first -> first, problems);
      keys(argument, problems);
      range(argument, problems);
      choices(argument, problems);
    }
    Node address = command.get("address");
    if (address == null) {
      return;
    }
    Set<String> places = places(address);
    args.forEach((id, argument) -> {
      if (!places.contains(id)) {
        problems.add(
            argument,
            "the argument '"
                + id
                + "' is nowhere in the address: write {"
                + id
                + "} where it goes,"
                + " or take it out");
      }
    });
    for (String place : places) {
      if (!place.equals(TOPIC) && !args.containsKey(place)) {
        problems.add(
            address,
            "{"
                + place
                + "} is no argument of the command: add it to `args`, with its type and"
                + " what may be given");
      }
    }
  }

  private static void keys(Node argument, Problems problems) {
    List<String> wanted = KEYS.get(String.valueOf(argument.text("type")));
    if (wanted == null) {
      return;
    }
    for (String key : wanted) {
      if (argument.get(key) == null) {
        problems.add(argument, "an argument of type " + argument.text("type") + " needs " + key);
      }
    }
    KEYS.values().stream()
        .flatMap(List::stream)
        .filter(key -> !wanted.contains(key))
        .sorted()
        .forEach(key -> {
          Node other = argument.get(key);
          if (other != null) {
            problems.add(other, "an argument of type " + argument.text("type") + " has no " + key);
          }
        });
  }

  private static void range(Node argument, Problems problems) {
    Double low = argument.number("low");
    Double high = argument.number("high");
    if (low != null && high != null && low >= high) {
      problems.add(
          argument, "low " + Numbers.write(low) + " must be below high " + Numbers.write(high));
    }
  }

  private static void choices(Node argument, Problems problems) {
    Set<String> taken = new HashSet<>();
    for (Node choice : argument.items("choices")) {
      String value = choice.text("value");
      if (value != null && !taken.add(value)) {
        problems.add(choice, "the choice '" + value + "' stands twice: take one of the two out");
      }
    }
  }

  private static Set<String> places(Node address) {
    Set<String> places = new HashSet<>();
    Matcher matcher = PLACE.matcher(address.value().toString());
    while (matcher.find()) {
      places.add(matcher.group(1));
    }
    return places;
  }

  static ArgumentSpec build(Node argument) {
    return new ArgumentSpec(
        String.valueOf(argument.text("id")),
        Texts.byLanguage(argument.get("name")),
        switch (String.valueOf(argument.text("type"))) {
          case "number" ->
              new Type.Num(
                  String.valueOf(argument.text("unit")),
                  argument.value().path("low").asDouble(),
                  argument.value().path("high").asDouble());
          case "choice" -> new Type.Choice(names(argument));
          default -> new Type.Text(argument.value().path("longest").asInt());
        });
  }

  private static SequencedMap<String, Map<String, String>> names(Node argument) {
    SequencedMap<String, Map<String, String>> names = new LinkedHashMap<>();
    for (Node choice : argument.items("choices")) {
      names.put(String.valueOf(choice.text("value")), Texts.byLanguage(choice.get("name")));
    }
    return names;
  }
}
