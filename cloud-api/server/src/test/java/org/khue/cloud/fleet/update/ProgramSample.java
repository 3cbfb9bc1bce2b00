package org.khue.cloud.fleet.update;

import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.khue.cloud.TestCloud;
import org.khue.cloud.matrix.Call;
import org.khue.cloud.matrix.Sample;
import org.khue.cloud.platform.db.Transactions;
import org.khue.cloud.platform.security.Acting;
import org.khue.cloud.platform.security.Machines;

/// How the routes of gateways' programs are called. One gateway of the school has told of an
/// update.
public final class ProgramSample implements Sample {
  private static final String GATEWAY = "mx-program";

  @Override
  public Map<String, Call> calls(TestCloud cloud, UUID school) {
    Acting.system("sample")
        .run(() ->
            cloud
                .bean(Transactions.class)
                .run(
                    "hearing of an update",
                    transaction -> {
                      Machines.meet(transaction, GATEWAY, school);
                      ProgramStore.tried(
                          transaction,
                          GATEWAY,
                          5,
                          "1.5",
                          Program.State.REFUSED,
                          Instant.EPOCH,
                          "older",
                          "it is older");
                      return true;
                    }));
    Map<String, Call> calls = new TreeMap<>();
    for (String path : new String[] {"/gateways/programs", "/api/v1/gateway-programs"}) {
      calls.put("GET " + path, Call.list(path, GATEWAY));
    }
    return calls;
  }
}
