package org.khue.cloud.equipment.register;

import io.micronaut.context.annotation.Factory;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.HashSet;
import java.util.Set;
import org.khue.cloud.equipment.internal.Frame;
import org.khue.cloud.equipment.internal.Ground;
import org.khue.cloud.organisation.Rooms;
import org.khue.cloud.platform.db.Transactions;
import org.khue.cloud.platform.files.FileKind;
import org.khue.cloud.platform.imports.ImportList;
import org.khue.cloud.platform.security.RightTable;
import org.khue.cloud.platform.web.Section;
import org.khue.cloud.platform.web.TextBundle;

/// The beans of this package.
@Factory
final class RegisterModule {

  @Singleton
  @Named("equipment-register")
  RightTable rights() {
    return new RightTable("org/khue/cloud/equipment/register/rights.yaml");
  }

  @Singleton
  @Named("equipment-register")
  TextBundle texts() {
    return new TextBundle("org/khue/cloud/equipment/register/texts");
  }

  @Singleton
  @Named("equipment-register")
  Section section() {
    return new Section(Frame.SECTION, RegisterPages.TAB, "eq.title", 25)
        .under("section-group.rooms")
        .needing(Items.READ)
        .saying("eq.about");
  }

  @Singleton
  @Named("equipment-register")
  Frame.Part part() {
    return new Frame.Part(RegisterPages.TAB, "eq.register", 10, Items.READ);
  }

  @Singleton
  @Named("equipment-document")
  FileKind documents() {
    Set<String> types = new HashSet<>(FileKind.DOCUMENTS);
    types.addAll(FileKind.IMAGES);
    return new FileKind(Documents.KIND, Documents.MOST_BYTES, types);
  }

  @Singleton
  @Named("equipment")
  ImportList list(
      Transactions transactions, Items items, ItemTypes types, Rooms rooms, Ground ground) {
    return ImportList.single(
        "equipment",
        "eq.import-list",
        "eq.import-hint",
        Items.WRITE,
        ItemColumns.all(ground.today()),
        new ItemTarget(transactions, items, types, rooms));
  }
}
