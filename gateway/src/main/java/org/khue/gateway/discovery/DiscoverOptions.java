package org.khue.gateway.discovery;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.khue.driver.AddressRange;

/// The command line of `khue gateway discover`.
///
/// @param accept key of a finding; empty to print all
record DiscoverOptions(
    Path config,
    List<AddressRange> ranges,
    List<String> serial,
    boolean json,
    String accept,
    Entry entry) {
  static final String USAGE =
      "Usage: gateway discover --config FILE [--range RANGE]… [--serial PATH]… [--json]\n"
          + "       gateway discover --config FILE … --accept KEY --id ID --profile PROFILE\n"
          + "                        [--name-vi TEXT --name-en TEXT] [--password-file FILE]\n"
          + "RANGE is such as 192.168.1.20-60, 192.168.1.0/26 or 10.0.0.7:5025; KEY stands in the"
          + " first column of the list";

  /// @throws IllegalArgumentException if something is wrong; the message says what
  static DiscoverOptions parse(List<String> args) {
    Map<String, String> once = new HashMap<>();
    List<AddressRange> ranges = new ArrayList<>();
    List<String> serial = new ArrayList<>();
    boolean json = false;
    for (int i = 0; i < args.size(); i++) {
      String option = args.get(i);
      if (option.equals("--json")) {
        json = true;
        continue;
      }
      if (i + 1 >= args.size()) {
        throw new IllegalArgumentException(option + " needs a value, or is not known");
      }
      String value = args.get(++i);
      switch (option) {
        case "--range" -> ranges.add(AddressRange.parse(value));
        case "--serial" -> serial.add(value);
        case "--config",
            "--accept",
            "--id",
            "--profile",
            "--name-vi",
            "--name-en",
            "--password-file" ->
            once.put(option, value);
        default -> throw new IllegalArgumentException("unknown option " + option);
      }
    }
    if (!once.containsKey("--config")) {
      throw new IllegalArgumentException("--config is missing");
    }
    checkSize(ranges);
    return new DiscoverOptions(
        Path.of(once.getOrDefault("--config", "")),
        ranges,
        serial,
        json,
        once.getOrDefault("--accept", ""),
        entry(once));
  }

  private static void checkSize(List<AddressRange> ranges) {
    long size = ranges.stream().mapToLong(AddressRange::size).sum();
    if (size > AddressRange.MOST) {
      throw new IllegalArgumentException(
          "these are " + size + " addresses: at most " + AddressRange.MOST + " are asked");
    }
  }

  private static Entry entry(Map<String, String> once) {
    if (!once.containsKey("--accept")) {
      return new Entry("", "", Map.of(), Map.of());
    }
    if (!once.containsKey("--id") || !once.containsKey("--profile")) {
      throw new IllegalArgumentException("--accept needs --id and --profile");
    }
    Map<String, String> name = new HashMap<>();
    for (String language : List.of("vi", "en")) {
      String text = once.get("--name-" + language);
      if (text != null) {
        name.put(language, text);
      }
    }
    if (name.size() == 1) {
      throw new IllegalArgumentException("give both --name-vi and --name-en, or neither");
    }
    String file = once.get("--password-file");
    return new Entry(
        once.getOrDefault("--id", ""),
        once.getOrDefault("--profile", ""),
        name,
        file == null ? Map.of() : Map.of("password", firstLine(Path.of(file))));
  }

  /// A password on the command line could be read by everybody on this machine.
  private static String firstLine(Path file) {
    try (var lines = Files.lines(file)) {
      return lines.findFirst().orElse("").strip();
    } catch (IOException e) {
      throw new IllegalArgumentException(file + " cannot be read: " + e.getMessage(), e);
    }
  }
}
