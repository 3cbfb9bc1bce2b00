package org.khue.cloud.equipment.minimum;

import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.khue.cloud.TestCloud;
import org.khue.cloud.matrix.Call;
import org.khue.cloud.matrix.Sample;

/// How the routes of minimum lists are called. There is one list, without lines.
public final class MinimumSample implements Sample {
  @Override
  public Map<String, Call> calls(TestCloud cloud, UUID school) {
    UUID list = UUID.fromString("00000000-0000-7000-8000-00000000a1a1");
    cloud.execute(
        "INSERT INTO equipment.minimum_list (id, code, edition, title, source, level, valid_from)"
            + " VALUES ('"
            + list
            + "', 'MX', 1, 'Danh mục', 'tự đặt', 'primary', '2026-09-01')");
    Map<String, Call> calls = new TreeMap<>();
    String page = "/equipment/minimum/" + list;
    calls.put("GET /equipment/minimum", Call.plain("/equipment/minimum"));
    calls.put("GET /equipment/minimum/{id}", Call.plain(page));
    calls.put(
        "GET /equipment/minimum/{id}/schools/{school}", Call.thing(page + "/schools/" + school));
    return calls;
  }
}
