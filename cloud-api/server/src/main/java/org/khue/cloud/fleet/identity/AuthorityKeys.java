package org.khue.cloud.fleet.identity;

import java.util.List;
import org.khue.cloud.platform.backup.LeftOut;

/// The authority's directory goes with the keys: without it every gateway must be claimed anew, and
/// whoever has it can be any gateway.
public final class AuthorityKeys implements LeftOut {
  @Override
  public List<String> tables() {
    return List.of();
  }

  @Override
  public String why() {
    return "The gateways' certificate authority is kept apart.";
  }

  @Override
  public boolean areKeys() {
    return true;
  }

  @Override
  public List<String> keyDirectories() {
    return List.of("gateway-ca");
  }
}
