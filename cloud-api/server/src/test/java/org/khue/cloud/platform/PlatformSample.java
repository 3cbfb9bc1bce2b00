package org.khue.cloud.platform;

import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.khue.cloud.TestCloud;
import org.khue.cloud.identity.Role;
import org.khue.cloud.matrix.Call;
import org.khue.cloud.matrix.Sample;

/// How the routes of the platform are called: jobs, notices, audit trail, events, retention, bin,
/// saved views, imports, the description of the API, the page of components.
public final class PlatformSample implements Sample {
  private static final String NOTHING = new UUID(7, 7).toString();

  @Override
  public Map<String, Call> calls(TestCloud cloud, UUID school) {
    Map<String, Call> calls = new TreeMap<>();
    ownAffairs(calls);
    administration(calls);
    imports(calls);
    description(calls);
    return calls;
  }

  private static void ownAffairs(Map<String, Call> calls) {
    String job = "/jobs/" + NOTHING;
    calls.put("GET /jobs", Call.plain("/jobs"));
    calls.put("GET /jobs/{id}", Call.thing(job));
    calls.put("GET /jobs/{id}/piece", Call.thing(job + "/piece"));
    calls.put("GET /jobs/{id}/result", Call.thing(job + "/result"));
    calls.put("POST /jobs/{id}/cancel", Call.thing(job + "/cancel").form("a=b"));
    calls.put("GET /notices", Call.plain("/notices"));
    calls.put("GET /notices/bell", Call.plain("/notices/bell"));
    calls.put("POST /notices/{id}/read", Call.thing("/notices/" + NOTHING + "/read").form("a=b"));
    calls.put("POST /notices/read-all", Call.plain("/notices/read-all").form("a=b"));
    calls.put("GET /bin", Call.plain("/bin"));
    calls.put(
        "POST /bin/{kind}/{id}/restore",
        Call.thing("/bin/nothing/" + NOTHING + "/restore").form("a=b"));
    calls.put("POST /views", Call.plain("/views").form("name="));
    calls.put("POST /views/{id}/remove", Call.thing("/views/" + NOTHING + "/remove").form("a=b"));
    calls.put("GET /ui", Call.plain("/ui"));
    calls.put("POST /ui/form", Call.plain("/ui/form").form("name="));
    calls.put("POST /ui/file", Call.absent("/ui/file").parts());
    calls.put(
        "POST /ui/people/{id}/delete",
        Call.absent("/ui/people/" + NOTHING + "/delete").form("a=b"));
  }

  private static void administration(Map<String, Call> calls) {
    calls.put("GET /jobs/all", Call.plain("/jobs/all"));
    calls.put("GET /audit", Call.plain("/audit"));
    calls.put("GET /events", Call.plain("/events").notFor(Role.IT_OFFICER, Role.AUDITOR));
    calls.put(
        "POST /events/{position}/{subscriber}/retry",
        Call.absent("/events/1/nobody/retry").form("a=b"));
    calls.put(
        "GET /retention",
        Call.plain("/retention").notFor(Role.IT_OFFICER, Role.CITY_OVERSIGHT, Role.AUDITOR));
    calls.put(
        "POST /retention", Call.absent("/retention").form("name=nothing").notFor(Role.IT_OFFICER));
  }

  private static void imports(Map<String, Call> calls) {
    String run = "/imports/" + NOTHING;
    calls.put("GET /imports", Call.plain("/imports"));
    calls.put("GET /imports/new", Call.plain("/imports/new"));
    calls.put("POST /imports", Call.absent("/imports").parts());
    calls.put("GET /imports/{id}", Call.absent(run));
    calls.put("GET /imports/{id}/result", Call.absent(run + "/result"));
    calls.put("GET /imports/{id}/file", Call.absent(run + "/file"));
    for (String step : new String[] {"apply", "undo", "recheck"}) {
      calls.put("POST /imports/{id}/" + step, Call.absent(run + "/" + step).form("a=b"));
    }
    String template = "/imports/templates/{list}";
    calls.put("GET " + template + ".csv", Call.absent("/imports/templates/nothing.csv"));
    calls.put("GET " + template + ".xlsx", Call.absent("/imports/templates/nothing.xlsx"));
  }

  private static void description(Map<String, Call> calls) {
    calls.put("GET /api/docs", Call.plain("/api/docs"));
    calls.put("GET /api/docs/{file}", Call.plain("/api/docs/swagger-ui.css"));
    calls.put("GET /api/openapi.yml", Call.plain("/api/openapi.yml"));
    calls.put("GET /api/problems/{code}", Call.plain("/api/problems/invalid"));
    calls.put("GET /api/v1/metrics", Call.plain("/api/v1/metrics"));
  }
}
