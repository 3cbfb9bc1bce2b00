package org.khue.sim.demo;

import java.io.IOException;
import java.net.URI;
import java.util.Map;

/// Makes claim codes as the demo school's IT officer does.
final class ClaimDesk implements AutoCloseable {
  /// The code under which the demo's school stands in the directory.
  private static final String SCHOOL = "SK-THCS-01";

  private final CloudVisitor officer;
  private final String school;

  /// What a sticker says.
  record Sticker(String code, String authority) {
    /// Without the code.
    @Override
    public String toString() {
      return "Sticker[" + authority + "]";
    }
  }

  /// Enters the cloud.
  ClaimDesk(URI cloud) throws IOException, InterruptedException {
    officer = new CloudVisitor(cloud, "it-officer");
    CloudVisitor.Answer found = expect(200, officer.get("/api/v1/units?q=" + SCHOOL));
    school = found.body().path("items").path(0).path("id").asText();
  }

  Sticker make(String gateway) throws IOException, InterruptedException {
    CloudVisitor.Answer made =
        expect(
            201,
            officer.postJson("/api/v1/gateway-claims", Map.of("gateway", gateway, "unit", school)));
    return new Sticker(made.body().path("code").asText(), made.body().path("authority").asText());
  }

  void revoke(String gateway) throws IOException, InterruptedException {
    String path = "/api/v1/gateways/" + gateway + "/revocation";
    expect(204, officer.postJson(path, Map.of("reason", "demo")));
  }

  private static CloudVisitor.Answer expect(int status, CloudVisitor.Answer answer)
      throws IOException {
    if (answer.status() != status) {
      throw new IOException(
          "the cloud answered %d instead of %d: %s"
              .formatted(answer.status(), status, answer.text()));
    }
    return answer;
  }

  @Override
  public void close() {
    officer.close();
  }
}
