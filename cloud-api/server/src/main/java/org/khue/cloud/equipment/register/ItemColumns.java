package org.khue.cloud.equipment.register;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import org.khue.cloud.equipment.internal.Coded;
import org.khue.cloud.platform.imports.Column;
import org.khue.cloud.platform.imports.Kind;

/// The columns of a list of items in a file. The school's own number is the natural key.
final class ItemColumns {
  static final String NUMBER = "number";
  static final String TYPE = "type";
  static final String NAME = "name";
  static final String SERIAL = "serial";
  static final String QUANTITY = "quantity";
  static final String ROOM = "room";
  static final String STATE = "state";
  static final String VALUE = "value";
  static final String FUNDING = "funding";
  static final String ACQUIRED = "acquired";
  static final String NOTE = "note";

  private static final LocalDate EARLIEST = LocalDate.of(1945, 1, 1);

  private ItemColumns() {}

  static List<Column> all(LocalDate today) {
    return List.of(
        Column.required(NUMBER, "eq.number", new Kind.Words(60), "TB-2026-001"),
        Column.required(TYPE, "eq.type-code", new Kind.Reference(30), "DH-DIEN"),
        Column.optional(NAME, "eq.name", new Kind.Words(200), "Mẫu A1"),
        Column.optional(SERIAL, "eq.serial", new Kind.Words(100), "SN0001"),
        Column.optional(
            QUANTITY,
            "eq.quantity",
            new Kind.Decimal(BigDecimal.ONE, BigDecimal.valueOf(ItemFacts.MOST_PIECES), 0),
            "1"),
        Column.optional(ROOM, "eq.room-code", new Kind.Reference(20), "B101"),
        Column.optional(STATE, "eq.state", choice(ItemState.values()), "Đang dùng tốt"),
        Column.optional(
            VALUE,
            "eq.value-in-dong",
            new Kind.Decimal(BigDecimal.ZERO, BigDecimal.valueOf(ItemFacts.LARGEST_VALUE), 0),
            "1.250.000"),
        Column.optional(FUNDING, "eq.funding", choice(Funding.values()), "Ngân sách nhà nước"),
        Column.optional(ACQUIRED, "eq.acquired", new Kind.Day(EARLIEST, today), "15/08/2026"),
        Column.optional(NOTE, "eq.note", new Kind.Words(1_000), "Kèm dây đo"));
  }

  private static Kind choice(Coded... values) {
    return new Kind.Choice(
        Arrays.stream(values)
            .map(value -> new Kind.Option(value.code(), value.textKey()))
            .toList());
  }
}
