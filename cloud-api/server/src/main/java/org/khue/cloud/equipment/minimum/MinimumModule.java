package org.khue.cloud.equipment.minimum;

import io.micronaut.context.annotation.Factory;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import org.khue.cloud.equipment.internal.Frame;
import org.khue.cloud.equipment.register.ItemTypes;
import org.khue.cloud.equipment.register.Items;
import org.khue.cloud.platform.db.Transactions;
import org.khue.cloud.platform.imports.ImportList;
import org.khue.cloud.platform.web.TextBundle;

/// The beans of this package.
@Factory
final class MinimumModule {
  static final String LISTS = ItemTypes.COMMON;

  @Singleton
  @Named("minimum")
  TextBundle texts() {
    return new TextBundle("org/khue/cloud/equipment/minimum/texts");
  }

  @Singleton
  @Named("minimum")
  Frame.Part part() {
    return new Frame.Part(MinimumPages.TAB, "minimum.title", 15, Items.READ);
  }

  @Singleton
  @Named("minimum")
  ImportList list(Transactions transactions, ItemTypes types) {
    return ImportList.single(
        "minimum",
        "minimum.title",
        "minimum.import-hint",
        LISTS,
        MinimumColumns.all(),
        new MinimumTarget(transactions, types));
  }
}
