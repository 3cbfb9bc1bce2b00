package org.khue.cloud.identity;

import io.micronaut.context.annotation.Factory;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import org.khue.cloud.platform.db.ModuleSchema;
import org.khue.cloud.platform.security.RightTable;
import org.khue.cloud.platform.web.Section;
import org.khue.cloud.platform.web.TextBundle;

/// The declarations of this module.
@Factory
final class IdentityModule {

  @Singleton
  @Named("identity")
  ModuleSchema schema() {
    return new ModuleSchema("identity");
  }

  @Singleton
  @Named("identity")
  TextBundle texts() {
    return new TextBundle("org/khue/cloud/identity/texts");
  }

  @Singleton
  @Named("identity")
  RightTable rights() {
    return new RightTable("org/khue/cloud/identity/rights.yaml");
  }

  @Singleton
  @Named("accounts")
  Section accounts() {
    return new Section("accounts", "/accounts", "section.accounts", 80)
        .under("section-group.administration")
        .needing("accounts.read")
        .saying("section.about-accounts");
  }
}
