package org.khue.cloud.equipment.register;

import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.khue.cloud.equipment.internal.Coded;
import org.khue.cloud.equipment.internal.Query;
import org.khue.cloud.equipment.internal.RoomNames;
import org.khue.cloud.equipment.internal.Staff;
import org.khue.cloud.organisation.Rooms;
import org.khue.cloud.organisation.Unit;
import org.khue.cloud.platform.web.TableSql;
import org.khue.web.i18n.Text;
import org.khue.web.table.Rows;
import org.khue.web.table.TableSource;

/// The list of items: filtered and sorted by the database, with the names that other modules know.
@Singleton
final class ItemRows {
  private static final TableSql LIST =
      TableSql.select(
              ItemStore.COLUMNS
                  + ", t.code AS type_code, t.name AS type_name, t.name_en AS type_name_en, t.measure,"
                  + " t.subject",
              "equipment.item i JOIN equipment.item_type t ON t.id = i.type_id")
          .search("q", "i.name", "i.number", "i.serial", "i.code", "t.name", "t.code")
          .equal("school", "i.unit_id")
          .equal("subject", "t.subject")
          .equal("state", "i.state")
          .equal("room", "i.room_id")
          .dates("acquired", "i.acquired")
          .sortWords("type", "t.name")
          .sortWords("number", "i.number")
          .sortWords("name", "i.name")
          .sort("code", "i.code")
          .sort("quantity", "i.quantity")
          .sort("value", "i.value")
          .sort("acquired", "i.acquired")
          .tieBreak("i.id");

  private final DataSource source;
  private final Rooms rooms;
  private final Staff staff;

  ItemRows(DataSource source, Rooms rooms, Staff staff) {
    this.source = source;
    this.rooms = rooms;
    this.staff = staff;
  }

  private record Read(Item item, TypeFacts type) {}

  TableSource<ItemRow> in(Text text, List<Unit> schools) {
    RoomNames places = new RoomNames(rooms);
    Map<UUID, String> names = new HashMap<>();
    schools.forEach(school -> names.put(school.id(), school.nameIn(text.language())));
    return query -> {
      Rows<Read> read = LIST.read(source, "listing items of equipment", query, ItemRows::read);
      Map<UUID, String> people =
          staff.names(read.rows().stream().map(row -> row.item().facts().custodian()));
      List<ItemRow> rows =
          read.rows().stream()
              .map(row -> {
                Item item = row.item();
                TypeFacts type = row.type();
                UUID custodian = item.facts().custodian();
                return new ItemRow(
                    item,
                    type.nameIn(text.language()),
                    type.measure(),
                    type.subject(),
                    names.getOrDefault(item.unit(), ""),
                    places.name(item.unit(), item.facts().room()),
                    custodian == null ? "" : people.getOrDefault(custodian, ""));
              })
              .toList();
      return new Rows<>(rows, read.total());
    };
  }

  private static Read read(ResultSet row) throws SQLException {
    return new Read(
        ItemStore.item(row),
        new TypeFacts(
            Query.text(row, "type_code"),
            Query.text(row, "type_name"),
            row.getString("type_name_en"),
            Query.text(row, "measure"),
            Coded.of(Subject.values(), Query.text(row, "subject"))));
  }
}
