package org.khue.cloud.platform.vault;

import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Factory;
import java.io.IOException;
import org.khue.cloud.platform.db.Database;
import org.khue.cloud.platform.db.DatabaseSettings;

/// The beans of this module.
@Factory
final class VaultModule {

  /// Opened at start, so that a missing key is told then and not to the first visitor.
  @Context
  Vault vault(DatabaseSettings settings, Database database) throws IOException {
    return Vault.open(settings.data().resolve("vault"), database.systemSource());
  }
}
