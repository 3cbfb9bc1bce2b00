package org.khue.cloud.platform.backup;

import java.util.List;

/// Key files of the server and the noted heads of the audit trail: whoever can alter a backup must
/// not hold them beside it.
public final class ServerKeys implements LeftOut {
  @Override
  public List<String> tables() {
    return List.of();
  }

  @Override
  public String why() {
    return "Key files and noted heads of the audit trail are kept apart.";
  }

  @Override
  public boolean areKeys() {
    return true;
  }

  @Override
  public List<String> keyDirectories() {
    return List.of("keys", "audit");
  }
}
