package org.khue.cloud.people;

import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.khue.cloud.TestCloud;
import org.khue.cloud.matrix.Call;
import org.khue.cloud.matrix.Sample;

/// How the routes of people are called: about one pupil of the school.
public final class PeopleSample implements Sample {
  private static final String NOBODY = new UUID(7, 7).toString();

  @Override
  public Map<String, Call> calls(TestCloud cloud, UUID school) {
    Person pupil = Schools.pupil(cloud, school, "Matrix Thị", "Quế");
    Map<String, Call> calls = new TreeMap<>();
    pages(calls, "/people/" + pupil.id());
    api(calls, school, "/api/v1/people/" + pupil.id());
    return calls;
  }

  private static void pages(Map<String, Call> calls, String own) {
    calls.put("GET /people", Call.list("/people", "Quế"));
    calls.put("GET /people/new", Call.plain("/people/new"));
    calls.put("POST /people", Call.plain("/people").form("given="));
    calls.put("GET /people/{id}", Call.thing(own));
    calls.put("GET /people/{id}/edit", Call.thing(own + "/edit"));
    calls.put("POST /people/{id}/edit", Call.thing(own + "/edit").form("given="));
    calls.put("GET /people/{id}/merge", Call.thing(own + "/merge"));
    calls.put("POST /people/{id}/merge/{other}", Call.absent(own + "/merge/" + NOBODY).form("a=b"));
    calls.put(
        "POST /people/{id}/unmerge/{merge}", Call.absent(own + "/unmerge/" + NOBODY).form("a=b"));
    calls.put(
        "POST /people/{id}/identifiers/{identifier}/reveal",
        Call.absent(own + "/identifiers/" + NOBODY + "/reveal").form("a=b"));
    calls.put("POST /people/{id}/verify", Call.absent("/people/" + NOBODY + "/verify").form("a=b"));
    calls.put("GET /people/{id}/export", Call.thing(own + "/export"));
    calls.put("GET /people/{id}/erase", Call.thing(own + "/erase"));
    calls.put("POST /people/{id}/erase", Call.absent("/people/" + NOBODY + "/erase").form("a=b"));
  }

  private static void api(Map<String, Call> calls, UUID school, String own) {
    String one = "/api/v1/people/{id}";
    String nobody = "/api/v1/people/" + NOBODY;
    calls.put("GET /api/v1/people", Call.list("/api/v1/people", "Quế"));
    calls.put("POST /api/v1/people", Call.plain("/api/v1/people").json("{}"));
    calls.put("GET " + one, Call.thing(own));
    calls.put("PUT " + one, Call.absent(own).json("{}"));
    calls.put("DELETE " + one, Call.absent(nobody));
    for (String list : new String[] {"memberships", "identifiers", "guardians"}) {
      calls.put("GET " + one + "/" + list, Call.thing(own + "/" + list));
      calls.put("POST " + one + "/" + list, Call.absent(nobody + "/" + list).json("{}"));
    }
    calls.put(
        "PUT " + one + "/memberships/{membership}",
        Call.absent(own + "/memberships/" + NOBODY).json("{}"));
    calls.put(
        "PUT " + one + "/identifiers/{identifier}",
        Call.absent(own + "/identifiers/" + NOBODY).json("{}"));
    calls.put(
        "POST " + one + "/identifiers/{identifier}/reveal",
        Call.absent(own + "/identifiers/" + NOBODY + "/reveal").json("{}"));
    calls.put(
        "PUT " + one + "/guardians/{guardianship}",
        Call.absent(own + "/guardians/" + NOBODY).json("{}"));
    calls.put("GET " + one + "/consents", Call.thing(own + "/consents"));
    calls.put("POST " + one + "/consents", Call.absent(nobody + "/consents").json("{}"));
    calls.put("GET " + one + "/verification", Call.thing(own + "/verification"));
    calls.put("POST " + one + "/verification", Call.absent(nobody + "/verification").json("{}"));
    String unit = "/api/v1/units/{unit}/people/verification";
    calls.put("POST " + unit, Call.thing(unit.replace("{unit}", school.toString())).json("{}"));
    calls.put("GET " + one + "/duplicates", Call.thing(own + "/duplicates"));
    calls.put("GET " + one + "/merges", Call.thing(own + "/merges"));
    calls.put("POST " + one + "/merges", Call.absent(nobody + "/merges").json("{}"));
    calls.put("DELETE " + one + "/merges/{merge}", Call.absent(own + "/merges/" + NOBODY));
    calls.put("GET " + one + "/export", Call.thing(own + "/export"));
  }
}
