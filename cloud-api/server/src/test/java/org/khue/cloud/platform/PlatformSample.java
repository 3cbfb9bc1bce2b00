package org.khue.cloud.platform;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.khue.cloud.TestCloud;
import org.khue.cloud.identity.Members;
import org.khue.cloud.identity.Role;
import org.khue.cloud.matrix.Call;
import org.khue.cloud.matrix.Sample;
import org.khue.cloud.platform.jobs.Jobs;
import org.khue.cloud.platform.security.Acting;
import org.khue.cloud.platform.security.Caller;

/// How the routes of the platform are called: jobs, notices, audit trail, events, retention, bin,
/// saved views, the description of the API, the page of components.
public final class PlatformSample implements Sample {
  private static final String NOTHING = new UUID(7, 7).toString();
  private static final String A_FILE =
      "--edge\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.txt\"\r\n"
          + "Content-Type: text/plain\r\n\r\na\r\n--edge--\r\n";

  @Override
  public Map<String, Call> calls(TestCloud cloud, UUID school) {
    Map<String, Call> calls = new TreeMap<>();
    ownAffairs(cloud, school, calls);
    administration(calls);
    description(calls);
    return calls;
  }

  /// A job with a result and a notice of one account: nobody else's, whatever they may.
  private static void ownAffairs(TestCloud cloud, UUID school, Map<String, Call> calls) {
    UUID account = Members.member(cloud, "owner.of.things", Role.PRINCIPAL, school);
    String owner = Members.session(cloud, account);
    String job = "/jobs/" + job(cloud, account, school);
    UUID notice = UUID.randomUUID();
    cloud.execute(
        "INSERT INTO platform.notice (id, account, title_key, body_key, args, href, weight,"
            + " created_at) VALUES ('%s', '%s', 'jobs.title', 'jobs.title', '{}', '/jobs', 'NORMAL', now())"
                .formatted(notice, account));
    calls.put("GET /jobs", Call.plain("/jobs"));
    calls.put("GET /jobs/{id}", Call.owned(job, owner));
    calls.put("GET /jobs/{id}/piece", Call.owned(job + "/piece", owner));
    calls.put("GET /jobs/{id}/result", Call.owned(job + "/result", owner));
    calls.put("POST /jobs/{id}/cancel", Call.owned(job + "/cancel", owner).form("a=b"));
    calls.put("GET /notices", Call.plain("/notices"));
    calls.put("GET /notices/bell", Call.plain("/notices/bell"));
    calls.put(
        "POST /notices/{id}/read", Call.owned("/notices/" + notice + "/read", owner).form("a=b"));
    calls.put("POST /notices/read-all", Call.plain("/notices/read-all").form("a=b"));
    calls.put("GET /bin", Call.plain("/bin"));
    calls.put(
        "POST /bin/{kind}/{id}/restore",
        Call.thing("/bin/nothing/" + NOTHING + "/restore").form("a=b"));
    calls.put("POST /views", Call.plain("/views").form("name="));
    // A view that is not one's own stays, and one that is gone is gone: both are told the same.
    calls.put("POST /views/{id}/remove", Call.plain("/views/" + NOTHING + "/remove").form("a=b"));
    calls.put("GET /ui", Call.plain("/ui"));
    calls.put("POST /ui/form", Call.plain("/ui/form").form("name="));
    calls.put("POST /ui/file", Call.plain("/ui/file").parts(A_FILE));
    calls.put("POST /ui/people/{id}/delete", Call.plain("/ui/people/1/delete").form("a=b"));
  }

  private static UUID job(TestCloud cloud, UUID account, UUID school) {
    UUID id = UUID.randomUUID();
    cloud.execute(
        "INSERT INTO platform.job (id, kind, title, input, acting, account, starter, unit_id,"
            + " state, result_name, result_type, result_size, created_at, ended_at) VALUES ('%s',"
                .formatted(id)
            + " 'import', 'ma-tran.csv', '{}', '{}', '%s', 'owner', '%s', 'DONE', 'ket-qua.txt',"
                .formatted(account, school)
            + " 'text/plain', 7, now(), now())");
    Caller owner = new Caller(Caller.Kind.PERSON, account, null, "owner", List.of());
    try {
      Path file = new Acting(owner, "").call(() -> cloud.bean(Jobs.class).result(id));
      Files.createDirectories(file.getParent());
      Files.writeString(file, "ma tran");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return id;
  }

  private static void administration(Map<String, Call> calls) {
    calls.put("GET /jobs/all", Call.plain("/jobs/all"));
    calls.put("GET /audit", Call.plain("/audit"));
    calls.put("GET /events", Call.plain("/events").notFor(Role.IT_OFFICER, Role.AUDITOR));
    // Nothing is parked in a sound cloud.
    calls.put(
        "POST /events/{position}/{subscriber}/retry",
        Call.absent("/events/1/nobody/retry").form("a=b").notFor(Role.IT_OFFICER));
    calls.put(
        "GET /retention",
        Call.plain("/retention").notFor(Role.IT_OFFICER, Role.CITY_OVERSIGHT, Role.AUDITOR));
    calls.put(
        "POST /retention",
        Call.plain("/retention").form("name=platform.job&days=30").notFor(Role.IT_OFFICER));
  }

  private static void description(Map<String, Call> calls) {
    calls.put("GET /api/docs", Call.plain("/api/docs"));
    calls.put("GET /api/docs/{file}", Call.plain("/api/docs/swagger-ui.css"));
    calls.put("GET /api/openapi.yml", Call.plain("/api/openapi.yml"));
    calls.put("GET /api/problems/{code}", Call.plain("/api/problems/invalid"));
    calls.put("GET /api/v1/metrics", Call.plain("/api/v1/metrics"));
  }
}
