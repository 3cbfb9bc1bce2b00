package org.khue.cloud.platform.imports;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a [Target] knows about a row of the file.
///
/// @param present the record that the row means; empty when there is none yet
/// @param faults of the row beyond single cells: unknown references, rules over several columns
public record Finding(Optional<Present> present, List<CellFault> faults) {
  public Finding {
    faults = List.copyOf(faults);
  }

  /// A record that is there.
  ///
  /// @param version changes with every change of the record
  /// @param values its canonical values now; absent keys have none
  public record Present(String id, String version, Map<String, String> values) {
    public Present {
      values = Map.copyOf(values);
    }
  }

  /// No record yet.
  public static Finding absent(List<CellFault> faults) {
    return new Finding(Optional.empty(), faults);
  }

  /// A record that is there.
  public static Finding present(Present present, List<CellFault> faults) {
    return new Finding(Optional.of(present), faults);
  }
}
