package org.khue.cloud.identity.internal.account;

import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Requires;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.Map;
import java.util.UUID;
import org.khue.cloud.identity.Role;
import org.khue.cloud.identity.internal.grant.AssignmentStore;
import org.khue.cloud.organisation.DemoCity;
import org.khue.cloud.platform.db.Database;
import org.khue.cloud.platform.db.Transactions;
import org.khue.cloud.platform.security.Caller;
import org.khue.cloud.platform.security.Reach;

/// One account for each role, for the greeting of a demo. There is no password to them, and without
/// the demo setting no way in.
@Context
@Requires(property = "khue.demo", value = "true")
final class DemoAccounts {
  private static final LocalDate SINCE = LocalDate.of(2026, 9, 1);
  private static final Map<Role, String> NAMES = new EnumMap<>(Role.class);

  static {
    NAMES.put(Role.CITY_OVERSIGHT, "Trần Quốc Khánh");
    NAMES.put(Role.WARD_OVERSIGHT, "Lê Thị Thu Hà");
    NAMES.put(Role.PRINCIPAL, "Nguyễn Minh Châu");
    NAMES.put(Role.VICE_PRINCIPAL, "Phạm Văn Dũng");
    NAMES.put(Role.IT_OFFICER, "Huỳnh Gia Bảo");
    NAMES.put(Role.TEACHER, "Đặng Thị Mai");
    NAMES.put(Role.SUBJECT_LEAD, "Võ Hoàng Sơn");
    NAMES.put(Role.LIBRARIAN, "Bùi Thị Ngọc");
    NAMES.put(Role.LAB_TECHNICIAN, "Đỗ Anh Tuấn");
    NAMES.put(Role.EQUIPMENT_OFFICER, "Ngô Thanh Tùng");
    NAMES.put(Role.ACCOUNTANT, "Dương Thị Lan");
    NAMES.put(Role.NURSE, "Lý Thị Hồng");
    NAMES.put(Role.PUPIL, "Nguyễn Hà An");
    NAMES.put(Role.PARENT, "Nguyễn Văn Bình");
    NAMES.put(Role.AUDITOR, "Hồ Thị Kim Oanh");
  }

  DemoAccounts(Database database, DemoCity city, Clock clock) {
    new Transactions(database.systemSource())
        .run(
            "making the demo's accounts",
            transaction -> {
              for (Role role : Role.values()) {
                make(transaction, role, clock);
              }
              return Role.values().length;
            });
  }

  private static void make(Connection transaction, Role role, Clock clock) throws SQLException {
    UUID id = id(role);
    boolean made =
        AccountStore.insert(
            transaction,
            id,
            "demo." + role.code(),
            NAMES.getOrDefault(role, role.code()),
            null,
            unit(role),
            true,
            clock.instant());
    if (!made) {
      return;
    }
    AssignmentStore.insert(
        transaction,
        id,
        role,
        unit(role),
        SINCE,
        null,
        "DEMO-" + (role.ordinal() + 1),
        Caller.SYSTEM_ACCOUNT,
        "demo",
        clock.instant());
  }

  /// Where a role of the demo holds: the city, the ward of the school, the school where the
  /// gateways stand.
  private static UUID unit(Role role) {
    return switch (role) {
      case CITY_OVERSIGHT, AUDITOR -> Reach.ROOT;
      case WARD_OVERSIGHT -> DemoCity.WARD;
      case PRINCIPAL,
          VICE_PRINCIPAL,
          IT_OFFICER,
          TEACHER,
          SUBJECT_LEAD,
          LIBRARIAN,
          LAB_TECHNICIAN,
          EQUIPMENT_OFFICER,
          ACCOUNTANT,
          NURSE,
          PUPIL,
          PARENT ->
          DemoCity.SCHOOL;
    };
  }

  /// The same in every demo.
  static UUID id(Role role) {
    return UUID.nameUUIDFromBytes(("demo account " + role.code()).getBytes(StandardCharsets.UTF_8));
  }
}
