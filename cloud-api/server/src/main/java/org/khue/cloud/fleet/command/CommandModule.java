package org.khue.cloud.fleet.command;

import io.micronaut.context.annotation.Factory;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import org.khue.cloud.platform.retention.RetentionClass;
import org.khue.cloud.platform.security.RightTable;
import org.khue.cloud.platform.web.TextBundle;
import org.khue.cloud.telemetry.EventConsumer;

/// The beans of this package.
@Factory
final class CommandModule {

  @Singleton
  @Named("commands")
  RightTable rights() {
    return new RightTable("org/khue/cloud/fleet/command/rights.yaml");
  }

  @Singleton
  @Named("commands")
  TextBundle texts() {
    return new TextBundle("org/khue/cloud/fleet/command/texts");
  }

  @Singleton
  @Named("commands")
  EventConsumer consumer() {
    return new CommandConsumer();
  }

  /// Who ordered what of which device; one that has no end yet stays.
  @Singleton
  static final class Kept implements RetentionClass {
    @Override
    public String name() {
      return "fleet.command";
    }

    @Override
    public String titleKey() {
      return "retention.commands";
    }

    @Override
    public String basisKey() {
      return "retention.commands-basis";
    }

    @Override
    public int defaultDays() {
      return 400;
    }

    @Override
    public int leastDays() {
      return 30;
    }

    @Override
    public long purge(Connection transaction, Instant before) throws SQLException {
      return CommandStore.forget(transaction, before);
    }
  }
}
