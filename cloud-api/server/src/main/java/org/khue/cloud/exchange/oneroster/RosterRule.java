package org.khue.cloud.exchange.oneroster;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.khue.cloud.platform.imports.BundleRule;
import org.khue.cloud.platform.imports.Message;
import org.khue.cloud.platform.imports.Pending;
import org.khue.cloud.platform.imports.Run;

/// Whether a ZIP is a roster that can be read: its manifest, its version, and the files that the
/// manifest speaks of. Section 2 of the binding.
final class RosterRule implements BundleRule {
  private static final String VERSION = "oneroster.version";

  @Override
  public List<Run.Notice> check(Map<String, byte[]> files, Pending pending) {
    byte[] content = files.get(RosterZip.MANIFEST);
    if (content == null) {
      boolean inFolder = files.keySet().stream().anyMatch(name -> name.endsWith("/manifest.csv"));
      return List.of(
          wrong(Message.of(inFolder ? "oneroster.fault-folder" : "oneroster.fault-manifest")));
    }
    Map<String, String> manifest = new TreeMap<>();
    for (RosterIndex.Line line : RosterIndex.read(content)) {
      manifest.putIfAbsent(line.at("propertyName"), line.at("value"));
    }
    String version = manifest.getOrDefault(VERSION, "");
    if (!version.equals("1.2")) {
      return List.of(wrong(Message.of("oneroster.fault-version", "value", version)));
    }
    List<Run.Notice> notices = new ArrayList<>();
    for (String table : RosterZip.TABLES) {
      table(
          table,
          manifest.getOrDefault("file." + table, ""),
          files.containsKey(table + ".csv"),
          notices);
    }
    if (notices.stream().noneMatch(Run.Notice::blocking)) {
      String code = manifest.getOrDefault("source.systemCode", "");
      String source = code.isEmpty() ? manifest.getOrDefault("source.systemName", "") : code;
      pending.keep(RosterIndex.class, RosterIndex.of(source, files));
    }
    return notices;
  }

  private static void table(String table, String mode, boolean there, List<Run.Notice> notices) {
    String file = table + ".csv";
    switch (mode) {
      case "delta" -> notices.add(wrong(Message.of("oneroster.fault-delta-file", "file", file)));
      case "absent" -> {
        if (there) {
          notices.add(wrong(Message.of("oneroster.fault-unannounced", "file", file)));
        }
      }
      case "bulk" -> {
        if (!there) {
          notices.add(wrong(Message.of("oneroster.fault-file-missing", "file", file)));
        } else if (!isRead(file)) {
          notices.add(new Run.Notice(false, Message.of("oneroster.left-out-file", "file", file)));
        }
      }
      default ->
          notices.add(
              wrong(
                  Message.of("oneroster.fault-mode", "property", "file." + table, "value", mode)));
    }
  }

  private static boolean isRead(String file) {
    return List.of(RosterFile.values()).stream().anyMatch(some -> some.fileName().equals(file));
  }

  private static Run.Notice wrong(Message message) {
    return new Run.Notice(true, message);
  }

  @Override
  public Map<String, String> templates() {
    StringBuilder text = new StringBuilder("propertyName,value\r\n");
    text.append("manifest.version,1.0\r\n").append(VERSION).append(",1.2\r\n");
    for (String table : RosterZip.TABLES) {
      text.append("file.").append(table).append(isRead(table + ".csv") ? ",bulk" : ",absent");
      text.append("\r\n");
    }
    text.append("source.systemName,\r\nsource.systemCode,\r\n");
    return Map.of(RosterZip.MANIFEST, text.toString());
  }
}
