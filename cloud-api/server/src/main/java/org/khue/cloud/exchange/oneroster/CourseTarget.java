package org.khue.cloud.exchange.oneroster;

import java.util.ArrayList;
import java.util.List;
import org.khue.cloud.platform.imports.CellFault;
import org.khue.cloud.platform.imports.Finding;
import org.khue.cloud.platform.imports.ImportRow;
import org.khue.cloud.platform.imports.Scene;
import org.khue.cloud.platform.imports.Undone;
import org.khue.cloud.platform.imports.Written;

/// Courses from `courses.csv`: they are checked, and give classes their grade; nothing of them is
/// kept.
final class CourseTarget implements RosterTarget {
  @Override
  public List<Finding> find(Scene scene, List<ImportRow> rows) {
    RosterIndex index = RosterScene.index(scene);
    List<Finding> findings = new ArrayList<>();
    for (ImportRow row : rows) {
      List<CellFault> faults = new ArrayList<>();
      Findings.reference(faults, index, row, "orgSourcedId", RosterFile.ORGS);
      Findings.reference(faults, index, row, "schoolYearSourcedId", RosterFile.ACADEMIC_SESSIONS);
      findings.add(Findings.same(row, faults));
    }
    return findings;
  }

  @Override
  public Written insert(Scene scene, ImportRow row) {
    throw new IllegalStateException("a course is never new");
  }

  @Override
  public Written update(Scene scene, ImportRow row, Finding.Present present) {
    throw new IllegalStateException("a course never changes");
  }

  @Override
  public Undone undo(Scene scene, Written written) {
    return Undone.RESTORED;
  }
}
