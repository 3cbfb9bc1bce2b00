package org.khue.cloud.platform.backup;

import java.util.List;

/// Tables that show sealed rows in the clear: filled again from the sealed rows at the first start
/// after a restore, as far as their keys are still there.
public final class ClearRows implements LeftOut {
  @Override
  public List<String> tables() {
    return org.khue.cloud.platform.vault.LeftOut.TABLES.stream()
        .filter(table -> !table.equals(org.khue.cloud.platform.vault.LeftOut.KEYS))
        .toList();
  }

  @Override
  public String why() {
    return "Shown from sealed rows again after a restore.";
  }
}
