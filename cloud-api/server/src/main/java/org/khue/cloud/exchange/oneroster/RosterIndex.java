package org.khue.cloud.exchange.oneroster;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.khue.cloud.people.MembershipKind;
import org.khue.cloud.platform.imports.Message;
import org.khue.cloud.platform.imports.file.Clean;
import org.khue.cloud.platform.imports.file.FileKind;
import org.khue.cloud.platform.imports.file.RawRow;
import org.khue.cloud.platform.imports.file.SourceTable;
import org.khue.cloud.platform.imports.file.TableFile;
import org.khue.cloud.platform.imports.file.UnreadableException;

/// All lines of a roster's files by their sourcedIds, so that a line of one file can be checked
/// against those of the others, whatever their order.
final class RosterIndex {

  /// A line; a heading's case does not count.
  record Line(Map<String, String> cells) {
    /// The cell below a heading; empty when there is none.
    String at(String heading) {
      return cells.getOrDefault(heading, "");
    }

    /// The members of a list.
    List<String> list(String heading) {
      return listed(at(heading));
    }
  }

  private final String source;
  private final Map<RosterFile, Map<String, Line>> lines;
  private final Map<String, List<Line>> roles = new LinkedHashMap<>();

  private RosterIndex(String source, Map<RosterFile, Map<String, Line>> lines) {
    this.source = source;
    this.lines = lines;
    for (Line role : lines.getOrDefault(RosterFile.ROLES, Map.of()).values()) {
      roles.computeIfAbsent(role.at("userSourcedId"), id -> new ArrayList<>()).add(role);
    }
  }

  /// @param source what the manifest calls the other system
  /// @throws UnreadableException if a file is no table
  static RosterIndex of(String source, Map<String, byte[]> files) {
    Map<RosterFile, Map<String, Line>> lines = new EnumMap<>(RosterFile.class);
    for (RosterFile file : RosterFile.values()) {
      byte[] content = files.get(file.fileName());
      if (content != null) {
        Map<String, Line> byId = new LinkedHashMap<>();
        read(content).forEach(line -> byId.putIfAbsent(line.at("sourcedId"), line));
        lines.put(file, byId);
      }
    }
    return new RosterIndex(source, lines);
  }

  /// A file's lines. What is wrong in them is told when the table is checked.
  static List<Line> read(byte[] content) {
    List<Line> lines = new ArrayList<>();
    try (SourceTable table = TableFile.open(content, FileKind.CSV).table()) {
      List<String> headings = List.of();
      while (table.hasNext()) {
        RawRow row = table.next();
        if (row.isBlank()) {
          continue;
        }
        List<String> cells =
            row.cells().stream().map(cell -> Clean.cell(cell.text()).text()).toList();
        if (headings.isEmpty()) {
          headings = cells;
        } else {
          lines.add(line(headings, cells));
        }
        if (lines.size() > SourceTable.MOST_ROWS) {
          throw new UnreadableException(
              Message.of("import.file-too-many-rows", "most", SourceTable.MOST_ROWS));
        }
      }
    } catch (IOException e) {
      throw new UnreadableException(Message.of("import.file-damaged"));
    }
    return lines;
  }

  private static Line line(List<String> headings, List<String> cells) {
    Map<String, String> byHeading = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    for (int i = 0; i < headings.size() && i < cells.size(); i++) {
      if (!cells.get(i).isEmpty()) {
        byHeading.putIfAbsent(headings.get(i), cells.get(i));
      }
    }
    return new Line(byHeading);
  }

  static List<String> listed(String text) {
    List<String> items = new ArrayList<>();
    for (String item : text.split(",", -1)) {
      if (!item.isBlank()) {
        items.add(item.strip());
      }
    }
    return items;
  }

  String source() {
    return source;
  }

  boolean has(RosterFile file, String id) {
    return lines.getOrDefault(file, Map.of()).containsKey(id);
  }

  /// The line of that id; one without any cell where there is none.
  Line line(RosterFile file, String id) {
    return lines.getOrDefault(file, Map.of()).getOrDefault(id, new Line(Map.of()));
  }

  Collection<Line> lines(RosterFile file) {
    return lines.getOrDefault(file, Map.of()).values();
  }

  Set<String> ids(RosterFile file) {
    return lines.getOrDefault(file, Map.of()).keySet();
  }

  /// The roles of a user, the primary ones first.
  List<Line> roles(String user) {
    List<Line> all = roles.getOrDefault(user, List.of());
    List<Line> sorted = new ArrayList<>(all);
    sorted.sort((a, b) ->
        Boolean.compare(b.at("roleType").equals("primary"), a.at("roleType").equals("primary")));
    return sorted;
  }

  /// The school year of a session, by the year in which it begins.
  Optional<Integer> year(String session) {
    String text = line(RosterFile.ACADEMIC_SESSIONS, session).at("schoolYear");
    return text.matches("\\d{4}") ? Optional.of(Integer.parseInt(text) - 1) : Optional.empty();
  }

  /// The line of the school year to which a session belongs, its own when it is one.
  Optional<String> yearLine(String session) {
    String id = session;
    Set<String> seen = new HashSet<>();
    while (has(RosterFile.ACADEMIC_SESSIONS, id) && seen.add(id)) {
      Line line = line(RosterFile.ACADEMIC_SESSIONS, id);
      if (line.at("type").equals(SessionLines.YEAR)) {
        return Optional.of(id);
      }
      id = line.at("parentSourcedId");
    }
    return Optional.empty();
  }

  /// The grade of a class: its own, its course's, or the number with which its name begins.
  Optional<Integer> grade(Line schoolClass) {
    List<String> grades = schoolClass.list("grades");
    if (grades.isEmpty()) {
      grades = line(RosterFile.COURSES, schoolClass.at("courseSourcedId")).list("grades");
    }
    if (grades.size() == 1) {
      return Terms.grade(grades.getFirst());
    }
    String number = schoolClass.at("title").replaceAll("^(\\d{0,2}).*$", "$1");
    return grades.isEmpty() && !number.isEmpty() ? Terms.grade(number) : Optional.empty();
  }

  /// Whether a line of `classes.csv` is a class as schools here have them; else it is a group for a
  /// subject.
  static boolean isHomeroom(Line schoolClass) {
    return schoolClass.at("classType").equalsIgnoreCase("homeroom");
  }

  /// Whether somebody has that role at a unit.
  boolean hasRole(String user, String org, MembershipKind kind) {
    return roles(user).stream()
        .anyMatch(role ->
            role.at("orgSourcedId").equals(org)
                && Terms.kind(role.at("role")).filter(kind::equals).isPresent());
  }
}
