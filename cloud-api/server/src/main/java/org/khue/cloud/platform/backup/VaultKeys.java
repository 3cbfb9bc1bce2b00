package org.khue.cloud.platform.backup;

import java.util.List;

/// The wrapped keys of persons, and the files that unwrap them. In a backup they would bring back
/// whom somebody had erased.
public final class VaultKeys implements LeftOut {
  @Override
  public List<String> tables() {
    return List.of(org.khue.cloud.platform.vault.LeftOut.KEYS);
  }

  @Override
  public String why() {
    return "Keys of persons are kept apart, in their newest state alone.";
  }

  @Override
  public boolean areKeys() {
    return true;
  }

  @Override
  public List<String> keyDirectories() {
    return List.of("vault");
  }
}
