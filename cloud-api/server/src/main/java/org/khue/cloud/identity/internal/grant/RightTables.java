package org.khue.cloud.identity.internal.grant;

import io.micronaut.context.annotation.Context;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.khue.cloud.identity.Role;
import org.khue.cloud.platform.security.RightTable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/// All rights that the modules name, and the roles that have each.
///
/// An auditor reads all there is in their scope and changes nothing: they have each right whose
/// verb is `read` or `see` without being named, unless the table says `!auditor`, and may be given
/// no other.
@Context
public final class RightTables {
  private static final Set<String> READING = Set.of("read", "see");
  private static final String NO_AUDITOR = "!auditor";

  private final SortedMap<String, Set<Role>> roles = new TreeMap<>();
  private final Map<Role, Set<String>> rights = new EnumMap<>(Role.class);

  /// @throws IllegalStateException for a table that is missing, unreadable, names an unknown role,
  ///   or a right of another table; all faults at once
  public RightTables(Collection<RightTable> tables) {
    List<String> faults = new ArrayList<>();
    for (Role role : Role.values()) {
      rights.put(role, new HashSet<>());
    }
    for (RightTable table : tables) {
      read(table.resource(), faults);
    }
    if (!faults.isEmpty()) {
      throw new IllegalStateException("Rights: " + String.join("; ", faults));
    }
    roles.forEach((right, all) -> all.forEach(role -> grant(role, right)));
  }

  private void grant(Role role, String right) {
    rights.computeIfAbsent(role, any -> new HashSet<>()).add(right);
  }

  private void read(String resource, List<String> faults) {
    for (Map.Entry<?, ?> line : load(resource).entrySet()) {
      String right = String.valueOf(line.getKey());
      if (!right.matches("[a-z-]+\\.[a-z-]+") || !(line.getValue() instanceof List<?> named)) {
        faults.add(resource + ": '" + right + "' must be 'module.verb: [role, …]'");
        continue;
      }
      Set<Role> holders = EnumSet.noneOf(Role.class);
      boolean reading = READING.contains(right.substring(right.indexOf('.') + 1));
      for (Object code : named) {
        if (!code.equals(NO_AUDITOR)) {
          Role.ofCode(String.valueOf(code))
              .ifPresentOrElse(
                  holders::add,
                  () -> faults.add(resource + ": " + right + " names no role '" + code + "'"));
        }
      }
      if (reading && !named.contains(NO_AUDITOR)) {
        holders.add(Role.AUDITOR);
      } else if (holders.contains(Role.AUDITOR)) {
        faults.add(resource + ": " + right + " is not reading, an auditor may not have it");
      }
      if (roles.put(right, Collections.unmodifiableSet(holders)) != null) {
        faults.add(resource + ": " + right + " stands in another table too");
      }
    }
  }

  static Map<?, ?> load(String resource) {
    try (InputStream stream = RightTables.class.getClassLoader().getResourceAsStream(resource)) {
      if (stream == null) {
        throw new IllegalStateException("no resource " + resource);
      }
      LoaderOptions options = new LoaderOptions();
      options.setAllowDuplicateKeys(false);
      return new Yaml(new SafeConstructor(options)).load(stream);
    } catch (IOException e) {
      throw new IllegalStateException("cannot read " + resource, e);
    }
  }

  /// What the role gives.
  public Set<String> of(Role role) {
    return Set.copyOf(rights.getOrDefault(role, Set.of()));
  }

  /// All rights with the roles that have each, by name.
  public SortedMap<String, Set<Role>> all() {
    return Collections.unmodifiableSortedMap(roles);
  }
}
