package org.khue.cloud.equipment;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.khue.cloud.TestCloud;
import org.khue.cloud.equipment.register.Item;
import org.khue.cloud.equipment.register.ItemFacts;
import org.khue.cloud.equipment.register.ItemType;
import org.khue.cloud.equipment.register.ItemTypes;
import org.khue.cloud.equipment.register.Items;
import org.khue.cloud.equipment.register.Subject;
import org.khue.cloud.equipment.register.TypeFacts;
import org.khue.cloud.organisation.Room;
import org.khue.cloud.organisation.Rooms;

/// Equipment for tests.
public final class Own {
  private Own() {}

  public static ItemType type(TestCloud cloud, UUID unit, String code) {
    return cloud
        .bean(ItemTypes.class)
        .add(unit, new TypeFacts(code, "Loại " + code, "Type " + code, "cái", Subject.PHYSICS));
  }

  public static Item item(TestCloud cloud, UUID unit, UUID type, @Nullable UUID room, String name) {
    ItemFacts facts =
        new ItemFacts(type, "", name, "", 1, null, room, null, null, null, null, null, null, "");
    return cloud.bean(Items.class).add(unit, facts);
  }

  /// A room of a unit of the demo's city.
  public static Room room(TestCloud cloud, UUID unit, String code) {
    return cloud.bean(Rooms.class).byCode(unit, code).orElseThrow();
  }
}
