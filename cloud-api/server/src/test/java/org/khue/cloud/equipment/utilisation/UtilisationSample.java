package org.khue.cloud.equipment.utilisation;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.khue.cloud.TestCloud;
import org.khue.cloud.matrix.Call;
import org.khue.cloud.matrix.Sample;

/// How the routes of utilisation are called. A room of the school was used yesterday.
public final class UtilisationSample implements Sample {
  private static final UUID ROOM = UUID.fromString("01900000-0000-7000-8000-00000000a139");

  @Override
  public Map<String, Call> calls(TestCloud cloud, UUID school) {
    LocalDate day = LocalDate.now(ZoneId.of("Asia/Ho_Chi_Minh")).minusDays(1);
    cloud.execute(
        """
        WITH s AS (
          INSERT INTO equipment.subject (unit_id, room, gateway, device, room_code, room_name,
            room_kind, device_kind, profile, name, watched, change)
          VALUES ('%1$s', '%2$s', '', '', 'U139', 'Phòng 139', 'steam', '', '', '{}', true,
            nextval('equipment.use_change')) RETURNING id)
        INSERT INTO equipment.use_day SELECT id, '%3$s', '%1$s', 2026, 1, 5, 2, '{1}', '{2700}',
          '{0}', '{1800}', '{0}', '{45}', '{45}', nextval('equipment.use_change') FROM s
        """
            .formatted(school, ROOM, day));
    cloud.execute(
        """
        INSERT INTO equipment.use_report (id, unit_id, title, question, figures, names, sha256,
          account, signer, role, remark, signed_at)
        VALUES ('%1$s', '%2$s', 'Báo cáo 139', 'about=rooms&from=%3$s&to=%3$s&unit=%2$s', 'x', '',
          'x', '%1$s', 'x', 'principal', '', now())
        """
            .formatted(ROOM, school, day));
    Map<String, Call> calls = new TreeMap<>();
    calls.put("GET /api/v1/utilisation", Call.list("/api/v1/utilisation?by=room", ROOM.toString()));
    calls.put("GET /utilisation", Call.list("/utilisation?group=room", "U139"));
    calls.put("GET /utilisation/findings", Call.plain("/utilisation/findings"));
    calls.put("GET /utilisation/rooms/{room}", Call.thing("/utilisation/rooms/" + ROOM));
    calls.put("GET /utilisation/reports", Call.list("/utilisation/reports", "Báo cáo 139"));
    calls.put("GET /utilisation/reports/new", Call.plain("/utilisation/reports/new"));
    String report = "/utilisation/reports/" + ROOM;
    calls.put("GET /utilisation/reports/{id}", Call.thing(report));
    calls.put("GET /utilisation/reports/{id}/pdf", Call.thing(report + "/pdf"));
    calls.put("GET /utilisation/reports/{id}/figures", Call.thing(report + "/figures"));
    calls.put(
        "POST /utilisation/reports",
        Call.thing("/utilisation/reports")
            .form("title=x&remark=&question=by%3Droom%26unit%3D" + school));
    return calls;
  }
}
