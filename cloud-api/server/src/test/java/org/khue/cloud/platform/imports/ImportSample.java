package org.khue.cloud.platform.imports;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.khue.cloud.TestCloud;
import org.khue.cloud.identity.Role;
import org.khue.cloud.matrix.Call;
import org.khue.cloud.matrix.Sample;
import org.khue.cloud.platform.security.Acting;
import org.khue.cloud.platform.security.Caller;
import org.khue.cloud.platform.security.Grant;
import org.khue.cloud.platform.security.Scope;

/// How the routes of imports are called: about a file of pupils with wrong rows, which is never
/// applied.
public final class ImportSample implements Sample {
  private static final String FILE = "ma-tran.csv";

  @Override
  public Map<String, Call> calls(TestCloud cloud, UUID school) {
    String run = "/imports/" + checked(cloud, school);
    Map<String, Call> calls = new TreeMap<>();
    calls.put("GET /imports", ofPupils(Call.list("/imports", FILE)));
    calls.put("GET /imports/new", Call.plain("/imports/new"));
    calls.put("POST /imports", pupils("/imports").parts(sent(school)));
    calls.put("GET /imports/{id}", pupils(run));
    calls.put("GET /imports/{id}/result", pupils(run + "/result"));
    calls.put("GET /imports/{id}/file", pupils(run + "/file"));
    for (String step : new String[] {"apply", "undo", "recheck"}) {
      calls.put("POST /imports/{id}/" + step, pupils(run + "/" + step).form("a=b"));
    }
    String template = "/imports/templates/{list}";
    for (String ending : new String[] {".csv", ".xlsx"}) {
      calls.put(
          "GET " + template + ending, ofPupils(Call.plain("/imports/templates/pupils" + ending)));
    }
    // Whoever may change persons may import rosters.
    calls.put("GET " + template + ".zip", ofPupils(Call.plain("/imports/templates/oneroster.zip")));
    return calls;
  }

  /// Pupils are for those who may change persons; the others who import have lists of their own.
  private static Call pupils(String path) {
    return ofPupils(Call.thing(path));
  }

  private static Call ofPupils(Call call) {
    return call.notFor(Role.CITY_OVERSIGHT, Role.LIBRARIAN, Role.EQUIPMENT_OFFICER, Role.NURSE);
  }

  private static String sent(UUID school) {
    return part("name=\"list\"", "pupils")
        + part("name=\"unit\"", school.toString())
        + part("name=\"file\"; filename=\"x.csv\"\r\nContent-Type: text/csv", "Mã,Tên")
        + "--edge--\r\n";
  }

  private static String part(String head, String content) {
    return "--edge\r\nContent-Disposition: form-data; " + head + "\r\n\r\n" + content + "\r\n";
  }

  private static UUID checked(TestCloud cloud, UUID school) {
    Imports imports = cloud.bean(Imports.class);
    Set<String> rights = Set.of("imports.run", "people.write");
    Grant grant = new Grant("principal", rights, new Scope.Below(school));
    Caller caller =
        new Caller(Caller.Kind.PERSON, UUID.randomUUID(), null, "sample", List.of(grant));
    return new Acting(caller, "imports.run")
        .call(() -> {
          byte[] wrong = SchoolList.of(3, 1).csv();
          UUID id = imports.start(imports.list("pupils"), school, FILE, wrong);
          Awaitility.await()
              .pollInSameThread() // it acts
              .atMost(Duration.ofSeconds(60))
              .until(() -> !imports.run(id).state().isBusy());
          if (imports.run(id).counts().wrong() == 0) {
            throw new IllegalStateException("the sample's file must have wrong rows");
          }
          return id;
        });
  }
}
