package org.khue.cloud.exchange.oneroster;

import java.util.Map;
import java.util.UUID;
import org.khue.cloud.TestCloud;
import org.khue.cloud.matrix.Call;
import org.khue.cloud.matrix.Sample;

/// How the routes of rosters are called.
public final class RosterSample implements Sample {
  private static final String EXPORTS = "/api/v1/oneroster/exports";
  private static final String NOTHING = new UUID(7, 7).toString();

  @Override
  public Map<String, Call> calls(TestCloud cloud, UUID school) {
    return Map.of(
        "GET /oneroster",
        Call.plain("/oneroster"),
        "POST /oneroster",
        Call.plain("/oneroster").form("unit="),
        "POST " + EXPORTS,
        Call.thing(EXPORTS).json("{\"unit\": \"%s\"}".formatted(school)),
        "GET " + EXPORTS + "/{id}",
        Call.absent(EXPORTS + "/" + NOTHING),
        "GET " + EXPORTS + "/{id}/file",
        Call.absent(EXPORTS + "/" + NOTHING + "/file"));
  }
}
