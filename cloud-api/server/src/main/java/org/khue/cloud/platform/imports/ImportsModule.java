package org.khue.cloud.platform.imports;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Property;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import org.khue.cloud.platform.audit.Audit;
import org.khue.cloud.platform.db.Transactions;
import org.khue.cloud.platform.jobs.JobKind;
import org.khue.cloud.platform.jobs.Jobs;
import org.khue.cloud.platform.retention.RetentionClass;
import org.khue.cloud.platform.security.Access;
import org.khue.cloud.platform.security.RightTable;
import org.khue.cloud.platform.web.Section;
import org.khue.cloud.platform.web.TextBundle;
import org.khue.web.i18n.Messages;

/// The beans of the imports.
@Factory
final class ImportsModule {
  static final String SECTION = "imports";

  /// For what is kept in the database: unlike the API's, it writes empty lists too.
  private static final ObjectMapper JSON = new ObjectMapper();

  @Singleton
  @Named(SECTION)
  TextBundle texts() {
    return new TextBundle("org/khue/cloud/platform/imports/texts");
  }

  @Singleton
  @Named(SECTION)
  RightTable rights() {
    return new RightTable("org/khue/cloud/platform/imports/rights.yaml");
  }

  @Singleton
  @Named(SECTION)
  Section section() {
    return new Section(SECTION, "/imports", "section.imports", 80)
        .under("section-group.administration")
        .needing("imports.run")
        .saying("section.about-imports");
  }

  @Singleton
  Labels labels(Messages messages) {
    return new Labels(messages);
  }

  @Singleton
  RunStore runs() {
    return new RunStore(JSON);
  }

  @Singleton
  RowStore rows() {
    return new RowStore(JSON);
  }

  @Singleton
  @Named(SECTION)
  JobKind steps(
      Transactions transactions,
      RunStore runs,
      RowStore rows,
      List<ImportList> lists,
      Audit audit,
      Labels labels,
      Clock clock,
      @Property(name = "khue.time-zone", defaultValue = "Asia/Ho_Chi_Minh") String zone) {
    ZoneId at = ZoneId.of(zone);
    return new StepJob(
        transactions,
        runs,
        lists,
        new DryRun(transactions, runs, rows, labels, clock, at),
        new Applying(transactions, runs, rows, audit, clock, at),
        new Undoing(transactions, runs, rows, audit, clock, at));
  }

  @Singleton
  Imports imports(
      Transactions transactions,
      RunStore runs,
      List<ImportList> lists,
      Access access,
      Jobs jobs,
      Clock clock) {
    return new Imports(transactions, runs, lists, access, jobs, clock);
  }

  @Singleton
  @Named(SECTION)
  RetentionClass retention() {
    return new ImportRetention();
  }

  @Singleton
  RunPages runPages(
      Imports imports, Transactions transactions, RunStore runs, RowStore rows, Labels labels) {
    return new RunPages(imports, transactions, runs, rows, labels);
  }
}
